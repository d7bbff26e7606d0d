package import Domain

/// A stream of two classes with a known truth: what the best possible model scores, and where the world changes.
///
/// Two numbers are drawn evenly from −1 to 1; the label is 1 where their weighted sum is above 0, and is turned round with
/// the chance `noise`, so that the best model is right in 1 − `noise` of the rows. A change turns the weights round.
package struct SyntheticStream: EventSource {
    /// How the world changes.
    package enum Drift: Hashable, Sendable {
        case none
        /// At one row.
        case abrupt(at: Int64)
        /// From one row to another, more and more rows follow the new rule.
        case gradual(from: Int64, to: Int64)
        /// Back and forth, every so many rows.
        case recurring(every: Int64)
    }

    private let drift: Drift
    private let rows: Int64
    private let noise: Double
    private let seed: UInt64
    private let delay: TimeSpan
    private var nextRow: Int64 = 1

    /// Time from one row to the next.
    package static let step = TimeSpan.minutes(30)

    /// - Parameters:
    ///   - drift: How the world changes.
    ///   - rows: Rows until the end of the data.
    ///   - noise: Chance that a label is turned round, 0–0.5.
    ///   - seed: The same seed gives the same stream.
    ///   - delay: From a row to its label.
    ///   - position: Where to go on; nil is the beginning.
    package init(
        drift: Drift, rows: Int64, noise: Double, seed: UInt64, delay: TimeSpan = SyntheticStream.step,
        resumingAt position: SourcePosition?
    ) {
        self.drift = drift
        self.rows = rows
        self.noise = noise
        self.seed = seed
        self.delay = delay
        nextRow = position.flatMap { Int64($0.rawValue) } ?? 1
    }

    /// The columns of the stream's rows.
    package static let columns = [
        Column(name: "first", kind: .number, range: -1...1), Column(name: "second", kind: .number, range: -1...1),
    ]

    /// The moment of a row.
    package static func time(of row: Int64) -> Timestamp {
        Timestamp(rawValue: 0) + step * Int(row)
    }

    package mutating func next(rows count: Int, until limit: Timestamp?) throws(SourceError) -> SourceBatch {
        var items: [SourceItem] = []
        for _ in 0..<count where nextRow <= rows {
            let time = Self.time(of: nextRow)
            if let limit, time > limit { break }
            items += labels(from: Self.time(of: nextRow - 1), to: time)
            let (values, _) = row(nextRow)
            items.append(.row(SourceRow(number: nextRow, time: time, unit: nil, values: values.map { .number($0) })))
            nextRow += 1
        }
        let isOver = nextRow > rows
        return SourceBatch(items: items, position: SourcePosition(rawValue: "\(nextRow)"), reachedEnd: isOver)
    }

    /// The labels that become known after one moment and up to another.
    private func labels(from: Timestamp, to: Timestamp) -> [SourceItem] {
        let step = Self.step.milliseconds
        let first = (from - delay).rawValue / step + 1
        let last = (to - delay).rawValue / step
        guard first <= last else { return [] }
        return (max(first, 1)...max(last, max(first, 1))).compactMap { number in
            guard number >= first, number <= last, number <= rows else { return nil }
            let label = row(number).label
            return .label(number: number, value: .category("\(label)"), time: Self.time(of: number) + delay)
        }
    }

    private func row(_ number: Int64) -> (values: [Double], label: Int) {
        var generator = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(number))
        let values = [generator.unitInterval() * 2 - 1, generator.unitInterval() * 2 - 1]
        let isTurned = isNew(number, generator.unitInterval())
        let sum = isTurned ? -values[0] + 0.5 * values[1] : values[0] - 0.5 * values[1]
        let isNoise = generator.unitInterval() < noise
        return (values, (sum > 0) != isNoise ? 1 : 0)
    }

    /// Whether the new rule holds for a row.
    private func isNew(_ number: Int64, _ chance: Double) -> Bool {
        switch drift {
        case .none: false
        case .abrupt(let at): number >= at
        case .gradual(let from, let to): chance < Double(number - from) / Double(max(to - from, 1))
        case .recurring(let every): number / every % 2 == 1
        }
    }
}
