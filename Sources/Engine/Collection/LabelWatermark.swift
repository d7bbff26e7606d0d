import Domain

/// The stream time before which enough of the labels have come.
///
/// The stream is cut into a thousand stretches a horizon. The mark passes over stretches in order, at least 20 predictions
/// at once, where the stated share of them has its label; what is older than the horizon holds nothing up, as none of its
/// labels is expected any more. What was scored before the mark is the realised metric: it waits for slow labels, so that
/// those which come fast do not stand for all. A label that comes behind the mark and before the horizon is taken in with
/// the weight that its stretch has by then. What changes later (a label beyond the horizon, a correction, a retraction) is
/// not: the answer that it would be held against is not in memory any more, and the log alone decides the fold.
/// `flywheel performance` restates those from the history.
struct LabelWatermark: Codable, Hashable, Sendable {
    private static let stretchesInHorizon: Int64 = 1_000
    private static let fewestPredictions = 20

    private struct Stretch: Codable, Hashable {
        var start: Int64
        var expected: Int
        var arrived: Int
        /// Scored labels, how many predictions they stand for, and their scores, summed.
        var scored = 0
        var weight = 0.0
        var sum = 0.0
        var spread = Spread()
        /// Nil before a label of it was scored.
        var others: OtherScores?
    }

    /// What an interval is made of beside the mean.
    struct Spread: Codable, Hashable, Sendable {
        /// Σ weight · score², and Σ weight².
        var squares = 0.0
        var weights = 0.0

        init() {}

        mutating func add(_ score: Double, weight: Double) {
            squares += weight * score * score
            weights += weight * weight
        }

        mutating func fade(_ fading: Double) { (squares, weights) = (squares * fading, weights * fading * fading) }
    }

    /// Milliseconds of a stretch.
    private let width: Int64
    /// Those that the mark has not passed, by start.
    private var stretches: [Stretch] = []
    /// Those that it has passed and whose labels may still come.
    private var passed = PassedStretches()
    /// Nil before the first stretch has passed.
    private(set) var time: Timestamp?
    private var weight = 0.0
    private var sum = 0.0
    private var passedOthers: OtherScores?
    /// The version that the candidate's scores are of.
    private var candidate: ModelVersion?
    private var spread = Spread()

    /// The fading mean score before the mark; nil before there is one.
    var realised: Double? { weight > 0 ? sum / weight : nil }

    /// The fading mean scores of the chart's other lines before the mark.
    var others: OtherScores { passedOthers ?? OtherScores() }

    /// Whether it is behind the clock by more than the stretches' width accounts for.
    func isBehind(_ clock: Timestamp) -> Bool {
        guard let time else { return false }
        return (clock - time).milliseconds > 2 * width
    }

    /// The same with its interval; nil before there is one.
    func estimate(isShare: Bool) -> MeanEstimate? {
        guard weight > 0, spread.weights > 0 else { return nil }
        return MeanEstimate.of(
            mean: sum / weight, squares: spread.squares / weight, count: weight * weight / spread.weights,
            isShare: isShare)
    }

    /// - Parameters:
    ///   - horizon: For how long a label is expected.
    ///   - time: From where on it looks.
    init(horizon: TimeSpan, after time: Timestamp? = nil) {
        width = Self.width(horizon)
        self.time = time
    }

    private static func width(_ horizon: TimeSpan) -> Int64 {
        max(1_000, horizon.milliseconds / stretchesInHorizon)
    }

    /// Whether its stretches are those of this horizon.
    func fits(_ horizon: TimeSpan) -> Bool { width == Self.width(horizon) }

    /// A prediction was made at `moment`.
    ///
    /// - Complexity: O(1) for predictions in order.
    mutating func expect(at moment: Timestamp) {
        guard moment >= time ?? moment else { return }
        let start = self.start(of: moment)
        let place = place(of: start)
        if place < stretches.count, stretches[place].start == start {
            stretches[place].expected += 1
        } else {
            stretches.insert(Stretch(start: start, expected: 1, arrived: 0), at: place)
        }
    }

    /// The label of a prediction made at `moment` has come, or will not.
    mutating func arrive(at moment: Timestamp) {
        let start = self.start(of: moment)
        let place = place(of: start)
        guard place < stretches.count, stretches[place].start == start else { return }
        stretches[place].arrived += 1
    }

    /// The answer of `moment` was scored, and what others said to it; told before its label is.
    ///
    /// - Returns: Whether that changed the metric of stretches which the mark had passed.
    @discardableResult
    mutating func score(
        _ score: Double, ghost: Double? = nil, noChange: Double? = nil, standingFor weight: Double,
        at moment: Timestamp, fading: Double
    ) -> Bool {
        let start = self.start(of: moment)
        let place = place(of: start)
        guard place < stretches.count, stretches[place].start == start else {
            guard let share = passed.weight(of: start, fading: fading) else { return false }
            self.weight += share * weight
            sum += share * weight * score
            spread.add(score, weight: share * weight)
            return true
        }
        stretches[place].scored += 1
        stretches[place].weight += weight
        stretches[place].sum += weight * score
        stretches[place].spread.add(score, weight: weight)
        var others = OtherScores()
        if let known = stretches[place].others { others = known }
        others.ghost.add(ghost, weight)
        others.noChange.add(noChange, weight)
        stretches[place].others = others
        return false
    }

    /// The answer of `moment` by a candidate was scored; another candidate begins anew.
    mutating func score(_ score: Double, by version: ModelVersion, standingFor weight: Double, at moment: Timestamp) {
        if version != candidate {
            candidate = version
            passedOthers?.candidate = FadingMean()
            for index in stretches.indices { stretches[index].others?.candidate = FadingMean() }
        }
        let start = self.start(of: moment)
        let place = place(of: start)
        guard place < stretches.count, stretches[place].start == start else { return }
        var others = OtherScores()
        if let known = stretches[place].others { others = known }
        others.candidate.add(score, weight)
        stretches[place].others = others
    }

    /// Moves the mark as far as it may go; each score weighs `fading` times what the next one does.
    ///
    /// - Complexity: O(stretches passed), and as many again as hold 20 predictions.
    mutating func advance(to clock: Timestamp, _ labels: LabelDefinition, fading: Double) {
        var (count, expected, arrived) = (0, 0, 0)
        for (place, stretch) in stretches.enumerated() {
            let end = stretch.start + width
            guard end <= clock.rawValue else { break }
            expected += stretch.expected
            arrived += end <= (clock - labels.horizon).rawValue ? stretch.expected : stretch.arrived
            guard expected >= Self.fewestPredictions || arrived >= expected else { continue }
            guard Double(arrived) >= labels.complete * Double(expected) else { break }
            time = Timestamp(rawValue: end)
            (count, expected, arrived) = (place + 1, 0, 0)
        }
        for stretch in stretches.prefix(count) {
            for _ in 0..<stretch.scored {
                (weight, sum) = (weight * fading, sum * fading)
                spread.fade(fading)
            }
            (weight, sum) = (weight + stretch.weight, sum + stretch.sum)
            spread.squares += stretch.spread.squares
            spread.weights += stretch.spread.weights
            self.passed.add(stretch.start, scored: stretch.scored)
            guard let scores = stretch.others else { continue }
            var others = OtherScores()
            if let passedOthers { others = passedOthers }
            others.pass(scores, fading: fading)
            passedOthers = others
        }
        stretches.removeFirst(count)
        self.passed.forget(before: (clock - labels.horizon).rawValue - width)
    }

    /// The same with stretches for another horizon: what has not passed the mark is looked at no more.
    func fitted(to horizon: TimeSpan) -> LabelWatermark {
        var fitted = LabelWatermark(horizon: horizon, after: time)
        (fitted.weight, fitted.sum, fitted.passedOthers, fitted.candidate) = (weight, sum, passedOthers, candidate)
        fitted.spread = spread
        return fitted
    }

    private func start(of moment: Timestamp) -> Int64 {
        let rest = moment.rawValue % width
        return moment.rawValue - (rest < 0 ? rest + width : rest)
    }

    /// The first stretch that does not begin before `start`; the newest is looked at first.
    private func place(of start: Int64) -> Int {
        guard let last = stretches.last else { return 0 }
        if last.start == start { return stretches.count - 1 }
        if last.start < start { return stretches.count }
        var (low, high) = (0, stretches.count)
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
