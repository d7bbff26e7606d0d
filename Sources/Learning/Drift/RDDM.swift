/// The reactive drift detection method: ``DDM`` that forgets the oldest values of a long concept, and takes a warning that
/// does not end for a change.
///
/// For errors from 0 to 1; only a rise is found. After a change it begins with the values since the warning. Indices as
/// MOA's.
///
/// Source: Barros, Cabral, Gonçalves, Santos, "RDDM: Reactive drift detection method", Expert Systems with Applications 90,
/// 2017.
package struct RDDM: DriftDetector {
    package static let savedName = "rddm"
    package static let savedVersion = 1

    /// When it looks, and how much it remembers.
    package struct Settings: Hashable, Codable, Sendable {
        /// Values before the first look.
        package var least = 129
        /// Standard deviations above the lowest rate that warn.
        package var warningLevel = 1.773
        /// Standard deviations above the lowest rate that are a change.
        package var driftLevel = 2.258
        /// Values after which a concept is shortened.
        package var longestConcept = 40_000
        /// Newest values that a shortened concept keeps.
        package var shortenedConcept = 7_000
        /// Values that a warning may last.
        package var longestWarning = 1_400

        package init() {}
    }

    private struct Rate: Hashable, Codable, Sendable {
        var count = 1
        var rate = 1.0
        var lowestRate = Double.infinity
        var lowestDeviation = Double.infinity
        var lowest = Double.infinity

        private var deviation = 0.0

        /// Rate and deviation together.
        var level: Double { rate + deviation }

        mutating func add(_ value: Double) {
            rate += (value - rate) / Double(count)
            deviation = max(0, rate * (1 - rate) / Double(count)).squareRoot()
            count += 1
        }

        mutating func noteIfLowest() {
            guard level < lowest else { return }
            (lowestRate, lowestDeviation, lowest) = (rate, deviation, level)
        }

        /// The same lowest level, and no values.
        func emptied() -> Rate {
            var empty = self
            (empty.count, empty.rate, empty.deviation) = (1, 1, 0)
            return empty
        }
    }

    /// How the next value begins.
    private enum Start: String, Hashable, Codable, Sendable {
        case goesOn
        /// With the kept values, and no level to compare with.
        case anew
        /// With the kept values of a concept that was only long: its lowest level holds.
        case shortened
    }

    private let settings: Settings
    private var rate = Rate()
    /// The newest values, at most as many as a shortened concept keeps; oldest first from `head` on.
    private var kept: [Double] = []
    private var head = 0
    /// Values since the warning began, this one included; 0 without a warning.
    private var warned = 0
    private var start = Start.goesOn
    package private(set) var change: MeanChange?

    package init(settings: Settings = Settings()) {
        self.settings = settings
    }

    package var mean: Double? { rate.count > 1 ? rate.rate : nil }
    package var width: Int { rate.count - 1 }

    /// - Complexity: O(1), and O(kept values) after a change
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkShare(value)
        if start != .goesOn { relearn() }
        keep(value)
        rate.add(value)
        guard rate.count > settings.least else { return .none }
        rate.noteIfLowest()
        let level = rate.level
        if level > rate.lowestRate + settings.driftLevel * rate.lowestDeviation {
            end(keeping: warned + 1)
            return .drift
        }
        guard level > rate.lowestRate + settings.warningLevel * rate.lowestDeviation else {
            warned = 0
            if rate.count > settings.longestConcept { start = .shortened }
            return .none
        }
        warned += 1
        guard warned <= settings.longestWarning else {
            end(keeping: 1)
            return .drift
        }
        return .warning
    }

    private mutating func end(keeping count: Int) {
        let before = rate.lowestRate
        let values = newest(min(count, kept.count))
        change = MeanChange(before: before, after: values.reduce(0, +) / Double(max(values.count, 1)))
        kept = values
        head = 0
        warned = 0
        start = .anew
    }

    private mutating func relearn() {
        rate = start == .shortened ? rate.emptied() : Rate()
        for value in newest(kept.count) {
            rate.add(value)
            // As MOA: here the count is asked before it goes up.
            if start == .anew, rate.count > settings.least + 1 { rate.noteIfLowest() }
        }
        warned = 0
        start = .goesOn
    }

    private mutating func keep(_ value: Double) {
        if kept.count < settings.shortenedConcept {
            if head > 0 {
                kept = newest(kept.count)
                head = 0
            }
            kept.append(value)
        } else {
            kept[head] = value
            head = (head + 1) % kept.count
        }
    }

    /// The newest values, oldest first.
    private func newest(_ count: Int) -> [Double] {
        (kept.count - count..<kept.count).map { kept[(head + $0) % kept.count] }
    }
}
