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

        /// The same lowest rate, with nothing counted.
        var restarted: Rate {
            var copy = self
            (copy.count, copy.rate) = (1, 1)
            return copy
        }

        /// Counts one value in; gives rate and deviation together.
        mutating func add(_ value: Double, least: Int) -> Double {
            rate += (value - rate) / Double(count)
            let deviation = max(0, rate * (1 - rate) / Double(count)).squareRoot()
            count += 1
            if count > least, rate + deviation < lowest {
                (lowestRate, lowestDeviation, lowest) = (rate, deviation, rate + deviation)
            }
            return rate + deviation
        }
    }

    private let settings: Settings
    private var rate = Rate()
    /// The newest values, at most as many as a shortened concept keeps; oldest first from `head` on.
    private var kept: [Double] = []
    private var head = 0
    /// Values since the warning began, this one included; 0 without a warning.
    private var warned = 0
    private var beginsAgain = false
    package private(set) var change: MeanChange?

    package init(settings: Settings = Settings()) {
        self.settings = settings
    }

    package var mean: Double? { rate.count > 1 ? rate.rate : nil }
    package var width: Int { rate.count - 1 }

    /// - Complexity: O(1), and O(kept values) after a change
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkShare(value)
        if beginsAgain { relearn() }
        keep(value)
        let level = rate.add(value, least: settings.least)
        guard rate.count > settings.least else { return .none }
        if level > rate.lowestRate + settings.driftLevel * rate.lowestDeviation {
            end(keeping: warned + 1)
            return .drift
        }
        guard level > rate.lowestRate + settings.warningLevel * rate.lowestDeviation else {
            warned = 0
            beginsAgain = rate.count > settings.longestConcept
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
        (rate.lowestRate, rate.lowestDeviation, rate.lowest) = (.infinity, .infinity, .infinity)
        kept = values
        head = 0
        warned = 0
        beginsAgain = true
    }

    /// A concept that was only shortened keeps its lowest rate; after a change a new one is found, one value later than usual.
    private mutating func relearn() {
        let least = rate.lowest == .infinity ? settings.least + 1 : Int.max
        rate = rate.restarted
        for value in newest(kept.count) { _ = rate.add(value, least: least) }
        warned = 0
        beginsAgain = false
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
