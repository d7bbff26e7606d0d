import Domain
import Foundation

/// Infers a pipeline from a CSV file: types, task, ranges, categories, time.
struct Initialiser {
    /// Rows that are looked at.
    private static let sample = 5_000

    let file: String
    let header: [String]
    private let columns: [String: ColumnSample]
    private let timeColumn: String?
    private let unitColumn: String?
    private let delay: TimeSpan
    private let step: TimeSpan
    private let rows: Int
    var target = ""

    /// - Throws: ``SourceError`` where the file cannot be read, ``InitialiserError`` where it has too little in it.
    init(file: String, time: String?, unit: String?, delay: TimeSpan?) throws {
        var table = try CSVTable(file: file)
        let header = try table.header()
        var samples = header.map { _ in ColumnSample() }
        var rows = 0
        while rows < Self.sample, let record = try table.next(endsFile: true) {
            guard let fields = record.fields, fields.count == header.count else { continue }
            for (index, field) in fields.enumerated() { samples[index].add(field) }
            rows += 1
        }
        guard rows >= 20 else {
            throw InitialiserError("\(file): \(rows) readable rows; at least 20 are needed to infer a pipeline")
        }
        self.rows = rows
        self.file = file
        self.header = header
        let columns = Dictionary(zip(header, samples)) { first, _ in first }
        self.columns = columns
        for name in [time, unit].compactMap({ $0 }) where !header.contains(name) {
            let nearest = NearestName.of(name, among: header).map { "; did you mean \($0)?" } ?? ""
            throw InitialiserError("\(file) has no column \(name)\(nearest)")
        }
        let found = time ?? header.first { columns[$0]?.kind == .time }
        if let time, columns[time]?.times.isEmpty ?? true {
            throw InitialiserError("\(file): column \(time) does not read as dates and times")
        }
        timeColumn = found
        unitColumn = unit
        let step = found.flatMap { columns[$0]?.medianStep } ?? .seconds(1)
        self.step = step
        self.delay = delay ?? step
    }

    /// Columns with two to twenty values first, then numbers that vary; the last columns of the file before the first.
    var likelyTargets: [String] {
        let usable = header.reversed().filter { $0 != timeColumn && $0 != unitColumn }
        let classes = usable.filter { (2...20).contains(columns[$0]?.distinct.count ?? 0) }
        let numbers = usable.filter { columns[$0]?.kind == .number && !classes.contains($0) }
        return Array((classes + numbers).prefix(6))
    }

    /// Writes `pipelines/NAME.yaml` and gives its path; an existing file is never overwritten.
    ///
    /// - Throws: ``InitialiserError`` for an unknown or unusable target, or where the file cannot be written.
    func write(into workspace: String) throws -> String {
        guard let sample = columns[target], target != timeColumn else {
            let nearest = NearestName.of(target, among: header).map { "; did you mean \($0)?" } ?? ""
            throw InitialiserError("\(file) has no column \(target) to predict\(nearest)")
        }
        guard sample.distinct.count >= 2 else {
            throw InitialiserError(
                "\(target) has the same value in all rows; choose another target: \(likelyTargets.joined(separator: ", "))"
            )
        }
        let folder = "\(workspace)/pipelines"
        let name = URL(filePath: file).deletingPathExtension().lastPathComponent
        let path = "\(folder)/\(name).yaml"
        guard !FileManager.default.fileExists(atPath: path) else {
            throw InitialiserError("\(path) exists already; move it away first")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try text(workspace: workspace, sample).write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw InitialiserError("\(path) cannot be written: \(error.localizedDescription)")
        }
        return path
    }

    private var isClassification: Bool {
        guard let sample = columns[target] else { return false }
        return sample.kind != .number || sample.distinct.count <= 10
    }

    private func text(workspace: String, _ sample: ColumnSample) -> String {
        let task = isClassification ? "classification" : "regression"
        let classes =
            isClassification ? "\nclasses: [\(sample.distinct.sorted().map(quoted).joined(separator: ", "))]" : ""
        let time = timeColumn.map { ", time: \(quoted($0))" } ?? ""
        let unit = unitColumn.map { ", unit: \(quoted($0))" } ?? ""
        let lags = [1, 2, 3].map { max(step, delay) * $0 }.map(\.description).joined(separator: ", ")
        let window = max(50, min(1_000, rows / 5))
        let holdout = max(50, window / 4)
        let period: TimeSpan = max(step * (window * 4), .days(1))
        return """
            # Written by `flywheel init` from \(URL(filePath: file).lastPathComponent). `flywheel explain KEY` tells what a key means.
            task: \(task)\(classes)
            source: {file: \(quoted(relativePath(from: workspace))), speed: max\(time)\(unit), target: \(quoted(target))}
            columns:                    # what a row must look like: anything else is quarantined
            \(columnLines)
            labels: {delay: \(delay)}          # from an event to the moment its label is known
            features: {\(timeColumn == nil ? "" : "calendar: [hour, weekday], ")lags: [\(lags)]}
            initial: {rows: \(window), learner: boosted-trees}
            search: {trials: 10, windows: [\(window), \(window * 2)], holdout_rows: \(holdout), validation_rows: \(holdout)}
            gates: {margin: 0.02, replay_drop: 0.05}
            canary: {steps: [5, 25, 50, 100], approval: promotion, min_time: 0s, max_time: \(period), deadline: \(period * 3)}
            monitors: {decay_drop: 0.05}
            triggers:                   # when a search starts by itself
              - {decay: 0.05, cool_down: \(step * window)}
              - {periodic: \(period), cool_down: \(step * window)}

            """
    }

    /// The columns in at most twelve lines, however many there are.
    private var columnLines: String {
        let names = header.filter { $0 != timeColumn && $0 != unitColumn && $0 != target }
        let entries = names.compactMap { name in columns[name].map { "\(quoted(name)): \($0.rule(quoted))" } }
        let perLine = max(1, (entries.count + 11) / 12)
        guard perLine > 1 else { return entries.map { "  \($0)" }.joined(separator: "\n") }
        let lines = stride(from: 0, to: entries.count, by: perLine).map {
            entries[$0..<min($0 + perLine, entries.count)].joined(separator: ", ")
        }
        return "  {" + lines.joined(separator: ",\n   ") + "}"
    }

    private func relativePath(from workspace: String) -> String {
        let target = URL(filePath: file).standardizedFileURL.pathComponents
        let base = URL(filePath: workspace).standardizedFileURL.pathComponents.filter { $0 != "" }
        let shared = zip(target, base).prefix { $0 == $1 }.count
        let ups = Array(repeating: "..", count: base.count - shared)
        return (ups + target.dropFirst(shared)).joined(separator: "/")
    }

    private func quoted(_ text: String) -> String {
        let plain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") } && !text.isEmpty
        let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        if plain, !words.contains(text.lowercased()) { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
