import Domain
import Learning

/// What to expect of the champion's answers before their labels come, from its labelled ones.
///
/// A version's answers count from its canary on, where both models answer each event: once promoted it is known already.
struct ServedEstimate: Codable, Hashable, Sendable {
    private static let mostVersions = 3
    /// Answers from one judgement to the next.
    private static let answersBetween = 200

    /// The one that serves first, then by when they answered last.
    private var versions: [VersionEstimate] = []
    private var points = EstimatePoints()
    private var answers = 0
    /// Whether ``judge(columnShifts:)`` has something to look at.
    private(set) var isDue = false

    init() {}

    /// An event was answered.
    ///
    /// - Complexity: O(log rows)
    mutating func answered(_ prediction: PredictionRecord, at time: Timestamp, fading: Double) {
        guard prediction.isCounted, prediction.champion != .baseline else { return }
        let last = prediction.references.noChange
        guard let answer = ScoredAnswer(prediction.championOutput, noChange: last) else { return }
        place(prediction.champion, at: 0)
        versions[0].answered(answer, fading: fading)
        if let version = prediction.candidate, version != prediction.champion,
            let output = prediction.candidateOutput, let other = ScoredAnswer(output, noChange: last)
        {
            place(version, at: 1)
            versions[1].answered(other, fading: fading)
        }
        answers += 1
        if answers % Self.answersBetween == 0 { isDue = true }
        if points.isDue() { points.append(EstimateSnapshot.Point(time: time, value: versions[0].value)) }
    }

    /// The label of an answer has come.
    ///
    /// - Complexity: O(1), and O(rows · log rows) once in 400.
    mutating func learned(_ prediction: PredictionRecord, _ truth: Truth) {
        guard prediction.isCounted else { return }
        learned(prediction.champion, prediction.championOutput, prediction, truth)
        if let version = prediction.candidate, version != prediction.champion,
            let output = prediction.candidateOutput
        {
            learned(version, output, prediction, truth)
        }
    }

    /// Forgets estimates that labels have taken the place of.
    mutating func forget(before mark: Timestamp) {
        points.forget(before: mark)
    }

    /// Looks whether the estimates are to be believed.
    mutating func judge(columnShifts: [String: Double]) {
        isDue = false
        for index in versions.indices { versions[index].judge(columnShifts: columnShifts) }
    }

    /// What is expected of the serving version's newest answers, to be believed or not.
    var expected: Double? { versions.first?.expected }

    /// The first check that fails; nil where none does, and before a version has answered.
    var doubt: EstimateSnapshot.Doubt? { versions.first?.reasons.first?.doubt }

    /// Nil before a version has answered.
    func snapshot(after mark: Timestamp?) -> EstimateSnapshot? {
        guard let serving = versions.first else { return nil }
        let value = serving.value
        return EstimateSnapshot(
            version: serving.version, value: value, margin: value == nil ? nil : serving.deviation.map { 2 * $0 },
            reasons: serving.reasons.map { EstimateSnapshot.Reason($0.doubt, $0.description) },
            points: points.all.filter { point in mark.map { point.time > $0 } ?? true })
    }

    private mutating func learned(
        _ version: ModelVersion, _ output: Output, _ prediction: PredictionRecord, _ truth: Truth
    ) {
        guard let index = versions.firstIndex(where: { $0.version == version }),
            let outcome = output.score(against: truth), outcome.isFinite,
            let answer = ScoredAnswer(output, noChange: prediction.references.noChange)
        else { return }
        let isClass = if case .category = truth { true } else { false }
        if versions[index].learned(answer, outcome: outcome, isClass: isClass) { isDue = true }
    }

    /// Puts a version first or second; a new one takes the place of the one that was silent longest.
    private mutating func place(_ version: ModelVersion, at rank: Int) {
        if versions.count > rank, versions[rank].version == version { return }
        var placed = VersionEstimate(version)
        if let index = versions.firstIndex(where: { $0.version == version }) {
            placed = versions.remove(at: index)
        } else if versions.count == Self.mostVersions {
            versions.removeLast()
        }
        versions.insert(placed, at: min(rank, versions.count))
    }
}

extension DistrustReason {
    /// What kind of check it is.
    var doubt: EstimateSnapshot.Doubt {
        switch self {
        case .fewReferenceRows, .fewCurrentRows: .fewRows
        case .miscalibrated: .calibration
        case .scoresOutside, .scoreShift, .columnShift: .novelty
        case .conceptDrift, .errorDrift: .drift
        }
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has none.
    func decode(_ type: ServedEstimate.Type, forKey key: Key) throws -> ServedEstimate {
        try decodeIfPresent(type, forKey: key) ?? ServedEstimate()
    }

    /// A checkpoint of an older program counts from here on.
    func decode(_ type: PipelineTallies.Type, forKey key: Key) throws -> PipelineTallies {
        try decodeIfPresent(type, forKey: key) ?? PipelineTallies()
    }
}
