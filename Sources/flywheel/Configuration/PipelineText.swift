import Domain

/// The text of a pipeline file for an inferred stream: every line commented, at most forty of them.
struct PipelineText {
    let stream: InferredStream
    /// The CSV file as the pipeline file is to name it.
    let file: String
    let target: String
    let unit: String?
    let delay: TimeSpan

    private static let lineLength = 110
    private static let mostColumnLines = 16

    var text: String {
        let window = max(50, min(1_000, stream.rows / 5))
        let holdout = max(50, window / 4)
        let period = Self.round(
            max(stream.step * (window * 4), stream.timeColumn == nil ? .zero : .days(1)))
        let pairs = max(20, min(200, window / 4))
        let slowest = Self.round(
            max(stream.step * (pairs * 4) + delay, .days(1)))
        let coolDown = Self.round(stream.step * window)
        return """
            # Written by `flywheel init`. What a key means: flywheel explain KEY. Check it: flywheel check
            task: \(task)
            \(source)
            columns:                                # what a row must look like; anything else is quarantined
            \(columnLines.joined(separator: "\n"))
            labels: {delay: \(delay)}\(pad("labels: {delay: \(delay)}"))# from an event to the moment its label is known
            \(validation)\(features)# Version 1 is trained from the first labelled rows; until then a baseline serves.
            initial: {rows: \(window), learner: boosted-trees}
            search: {trials: 10, windows: [\(window), \(window * 2)], holdout_rows: \(holdout), validation_rows: \(holdout)}
            # A candidate may lose so much on the newest rows (margin) and on old ones (replay_drop), 0 to 1.
            gates: {margin: 0.02, replay_drop: 0.05}
            # It then takes 5, 25, 50 % of the traffic; a person approves the promotion (or: automatic, every-step).
            canary: {steps: [5, 25, 50, 100], approval: promotion, min_pairs: \(pairs), min_time: 0s,
              max_time: \(slowest), deadline: \(slowest * 4)}
            monitors: {decay_drop: 0.05}            # add notify: [COMMAND] to be told of alerts
            triggers:                               # when a search starts by itself
              - {decay: 0.05, cool_down: \(coolDown)}
              - {periodic: \(period), cool_down: \(coolDown)}

            """
    }

    /// Classes in the order of the alphabet.
    private var task: String {
        guard let sample = stream[target], sample.isClass else { return "regression" }
        let classes = sample.distinct.sorted().map { Self.quoted($0) }
        return "classification\n" + Self.wrapped(classes, opening: "classes: [", closing: "]").joined(separator: "\n")
    }

    private var source: String {
        let time = stream.timeColumn.map { "time: \(Self.quoted($0))" }
        let unit = unit.map { "unit: \(Self.quoted($0))" }
        let parts = ["file: \(Self.quoted(file))", "speed: max", time, unit, "target: \(Self.quoted(target))"]
        let line = "source: {\(parts.compactMap { $0 }.joined(separator: ", "))}"
        return time == nil ? "\(line)   # no time column: a second a row" : line
    }

    private var validation: String {
        let key = stream.keyColumn.flatMap { $0 == target ? nil : "key: [\(Self.quoted($0))]" }
        let lateness = stream.timeColumn.flatMap { stream[$0]?.lateness }.flatMap {
            $0 > .zero ? "lateness: \($0)" : nil
        }
        let parts = [key, lateness].compactMap { $0 }
        guard !parts.isEmpty else { return "" }
        let line = "validation: {\(parts.joined(separator: ", "))}"
        return "\(line)\(pad(line))# which rows are the same, how late one may come\n"
    }

    private var features: String {
        let calendar = stream.timeColumn == nil || stream.step > .days(1) ? nil : "calendar: [hour, weekday]"
        let lags = stream.lags(delay: delay).map(\.description).joined(separator: ", ")
        let parts = [calendar, lags.isEmpty ? nil : "lags: [\(lags)]"].compactMap { $0 }
        guard !parts.isEmpty else { return "" }
        let line = "features: {\(parts.joined(separator: ", "))}"
        return "\(line)\(pad(line))# \(lags.isEmpty ? "parts of the time" : "lags: labels so long before")\n"
    }

    /// A column a line; where there are too many for that, as many in each line as it takes.
    private var columnLines: [String] {
        let names = stream.header.filter {
            !$0.isEmpty && $0 != stream.timeColumn && $0 != unit && $0 != target
        }
        let entries = names.compactMap { name in stream[name].map { "\(Self.quoted(name)): \(rule($0))" } }
        guard !entries.isEmpty else { return ["  {}"] }
        if entries.count <= Self.mostColumnLines { return entries.map { "  \($0)" } }
        let perLine = (entries.count + Self.mostColumnLines - 1) / Self.mostColumnLines
        let lines = stride(from: 0, to: entries.count, by: perLine).map {
            entries[$0..<min($0 + perLine, entries.count)].joined(separator: ", ")
        }
        return ["  {\(lines.joined(separator: ",\n   "))}"]
    }

    private func rule(_ sample: ColumnSample) -> String {
        if sample.isIdentifier || sample.isFreeText {
            return "{type: \(sample.kind.rawValue), feature: false, drift: false}"
        }
        if let range = sample.range {
            return "{type: number, range: [\(Self.number(range.lowerBound)), \(Self.number(range.upperBound))]}"
        }
        let values = sample.distinct.sorted().map { Self.quoted($0) }
        if sample.kind == .category, (1...8).contains(values.count), values.joined().count <= 80 {
            return "{type: category, values: [\(values.joined(separator: ", "))]}"
        }
        return sample.kind.rawValue
    }

    private static func number(_ value: Double) -> String {
        abs(value) < 1e15 && value == value.rounded() ? "\(Int(value))" : "\(value)"
    }

    /// Up to whole days, hours or minutes, so that a person can read it.
    private static func round(_ span: TimeSpan) -> TimeSpan {
        for unit in [TimeSpan.days(1), .hours(1), .minutes(1)] where span > unit * 2 {
            let count = (span.milliseconds + unit.milliseconds - 1) / unit.milliseconds
            return unit * Int(count)
        }
        return span
    }

    private func pad(_ line: String) -> String {
        String(repeating: " ", count: max(2, 40 - line.count))
    }

    private static func wrapped(_ items: [String], opening: String, closing: String) -> [String] {
        var lines = [opening]
        for (index, item) in items.enumerated() {
            let piece = index == items.count - 1 ? item + closing : "\(item), "
            if lines[lines.count - 1].count + piece.count > lineLength, lines.count < 6 { lines.append("  ") }
            lines[lines.count - 1] += piece
        }
        return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    /// A text as YAML reads it back: plain where it is one word of letters, otherwise in double quotes.
    static func quoted(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { ($0 | 0x20 >= 97 && $0 | 0x20 <= 122) || $0 == 95 || (48...57).contains($0) }
        let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        let startsWithLetter = text.first.map { $0.isLetter } ?? false
        if plain, startsWithLetter, !words.contains(text.lowercased()) { return text }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            default: scalar.properties.generalCategory == .control ? "\\x\(Self.hexadecimal(scalar))" : String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return digits.count < 2 ? "0\(digits)" : digits
    }
}
