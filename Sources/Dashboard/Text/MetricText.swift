package import Domain

/// Numbers as the screen writes them: `.612`, `214`, `1,204`, `41 MB`.
package enum MetricText {
    /// A share, an error rate or a probability: three places, no leading zero.
    package static func share(_ value: Double?, places: Int = 3) -> String {
        guard let value, value.isFinite else { return "n/a" }
        let text = fixed(value, places: places)
        if text.hasPrefix("0.") { return String(text.dropFirst()) }
        if text.hasPrefix("-0.") { return "-" + text.dropFirst(2) }
        return text
    }

    /// A difference of losses as a gain, with its sign: `+.341`, `-.047`.
    package static func gain(_ value: Double) -> String { (value > 0 ? "+" : "") + share(value) }

    /// A value of the task's leading metric: a share for accuracy, about three digits for an error in the target's unit.
    package static func metric(_ value: Double?, _ task: LearningTask) -> String {
        switch task {
        case .classification: share(value)
        case .regression: amount(value)
        }
    }

    /// About three digits: `3.21`, `21.4`, `214`, `1,744`.
    package static func amount(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "n/a" }
        switch abs(value) {
        case ..<1: return share(value)
        case ..<10: return fixed(value, places: 2)
        case ..<100: return fixed(value, places: 1)
        default: return count(Int64(min(max(value.rounded(), -9e15), 9e15)))
        }
    }

    /// At most two places, none that are zero: `.4`, `2`, `12.25`.
    package static func short(_ value: Double) -> String {
        guard value.isFinite else { return "n/a" }
        let text = abs(value) < 1 && value != 0 ? share(value, places: 2) : fixed(value, places: 2)
        guard text.contains(".") else { return text }
        var trimmed = text
        while trimmed.hasSuffix("0") { trimmed.removeLast() }
        if trimmed.hasSuffix(".") { trimmed.removeLast() }
        return trimmed.isEmpty || trimmed == "-" ? "0" : trimmed
    }

    /// A setting of a learner: whole numbers as they are, others with three digits that count: `6`, `.3`, `.00312`, `1e-08`.
    package static func setting(_ value: Double) -> String {
        guard value != value.rounded(), value.isFinite else { return short(value) }
        guard abs(value) >= 1e-6 else { return "\(value)" }
        var places = 2
        var size = abs(value)
        while size < 0.1, places < 8 {
            size *= 10
            places += 1
        }
        let text = share(value, places: abs(value) < 1 ? places + 1 : places)
        return String(text.reversed().drop { $0 == "0" }.reversed())
    }

    /// With a comma at each thousand.
    package static func count(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    package static func count(_ value: Int) -> String { count(Int64(value)) }

    /// `25 %`, `2.5 %`.
    package static func percent(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        let isWhole = rounded == rounded.rounded()
        return "\(isWhole ? fixed(rounded, places: 0) : fixed(rounded, places: 1)) %"
    }

    /// `2.1 s`, `340 ms`.
    package static func seconds(_ value: Double) -> String {
        value < 0.1 ? "\(fixed(value * 1_000, places: 0)) ms" : "\(fixed(value, places: 1)) s"
    }

    /// `41 MB`.
    package static func bytes(_ value: Int64) -> String { "\(count((value + 524_288) / 1_048_576)) MB" }

    /// Rounded half away from zero; never `-0`.
    package static func fixed(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * scale).rounded()
        guard scaled.isFinite, abs(scaled) < 9e15 else { return "n/a" }
        let whole = Int64(scaled)
        guard places > 0 else { return "\(whole)" }
        let unit = Int64(scale)
        let fraction = String(whole.magnitude % unit.magnitude)
        let padding = String(repeating: "0", count: places - fraction.count)
        return "\(whole < 0 ? "-" : "")\(whole.magnitude / unit.magnitude).\(padding)\(fraction)"
    }
}
