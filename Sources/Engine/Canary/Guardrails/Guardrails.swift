import Domain

/// What a candidate is watched for beside its loss as a whole, each with a bet of its own.
///
/// All of them together take a candidate that keeps to its limits out with a chance of at most alpha: it is split evenly
/// among the guardrails that are on (Bonferroni), and by each among its parts.
struct Guardrails: Codable, Sendable {
    /// The limit is what the slowest hundredth may take, so that so many may be slower.
    private static let slowShare = 0.01

    private let alpha: Double
    private var slices: [SliceGuardrail]
    private var bias: BiasGuardrail?
    private var errors: GuardrailBet
    private let errorMargin: Double
    private var scores: ScoreGuardrail?
    private var latency: GuardrailBet
    private let latencyWords: String
    /// Whether most answers take more than the allowed times the champion's; nil where the file allows any.
    private var growth: GuardrailBet?
    private let growthWords: String?
    private static let mostAnswers = 0.5
    /// What the labels have proven first.
    private(set) var brokenByLabels: GuardrailState?
    /// What the answers alone have proven first.
    private(set) var brokenByAnswers: GuardrailState?

    /// Nil where the file wants none.
    ///
    /// - Parameters:
    ///   - definition: The pipeline as its file has it.
    ///   - lossScale: An absolute error of so much is a loss of 1.
    init?(_ definition: PipelineDefinition, lossScale: Double) {
        let limits = definition.canary.guards.guardrails
        guard limits.alpha > 0 else { return nil }
        let gates = definition.gates.limits
        func place(of name: String) -> Int? { definition.columns.firstIndex { $0.name == name } }
        // Where the answer changes what happens, a pair says nothing of what the other answer would have led to.
        let isPaired = definition.canary.exposure.mode != .split
        slices = (isPaired ? gates.slices : []).compactMap { name in
            place(of: name).map {
                SliceGuardrail(name: name, column: $0, margin: gates.sliceMargin, minimum: gates.sliceRows)
            }
        }
        if isPaired, let name = gates.protected, let column = place(of: name),
            case .classification(let classes) = definition.task
        {
            bias = BiasGuardrail(
                name: name, column: column,
                favourable: gates.favourable.flatMap { classes.firstIndex(of: $0) } ?? classes.count - 1,
                limit: gates.biasLimit, minimum: gates.sliceRows)
        }
        errorMargin = limits.errorMargin
        errors = GuardrailBet(limit: errorMargin)
        scores = limits.scoreShift.map {
            ScoreGuardrail(
                task: definition.task, limit: $0, minimum: definition.canary.minimumPairs, scale: lossScale)
        }
        latency = GuardrailBet(limit: Self.slowShare)
        latencyWords = "answers above \(Decimal.fixed(definition.gates.latencyMilliseconds, 2)) ms"
        growth = gates.growth.map { _ in GuardrailBet(limit: Self.mostAnswers) }
        growthWords = gates.growth.map { "answers that take over \(Decimal.fixed($0, 1)) times the champion's" }
        let optional = [bias == nil, scores == nil, growth == nil].count { !$0 }
        alpha = limits.alpha / Double(slices.count + 2 + optional)
    }

    /// Counts both models' answers to one event in.
    mutating func add(champion: Output, candidate: Output) {
        errors.add((candidate.isValid ? 0 : 1) - (champion.isValid ? 0 : 1))
        var found = errorState.verdict == .fail ? errorState : nil
        if champion.isValid, candidate.isValid {
            let shift = scores?.add(champion: champion, candidate: candidate, alpha: alpha)
            found = found ?? shift
        }
        brokenByAnswers = brokenByAnswers ?? found
    }

    /// Counts timings in; those of one moment in the order that bets least on harm.
    mutating func add(_ timings: ModelTimings) {
        for _ in 0..<max(0, timings.asked - timings.candidateAlone - timings.championAlone) { latency.add(0) }
        for _ in 0..<timings.championAlone { latency.add(-1) }
        for _ in 0..<timings.candidateAlone { latency.add(1) }
        if let grown = timings.grown {
            for _ in 0..<max(0, timings.asked - grown) { growth?.add(0) }
            for _ in 0..<grown { growth?.add(1) }
        }
        if let state = growthState, state.verdict == .fail { brokenByAnswers = brokenByAnswers ?? state }
        if latencyState.verdict == .fail { brokenByAnswers = brokenByAnswers ?? latencyState }
    }

    /// Counts a labelled pair in.
    mutating func add(_ pair: GuardrailPair) {
        guard pair.difference.isFinite else { return }
        for index in slices.indices {
            let harm = slices[index].add(pair.difference, of: pair.event, alpha: alpha)
            brokenByLabels = brokenByLabels ?? harm
        }
        let gap = bias?.add(pair, alpha: alpha)
        brokenByLabels = brokenByLabels ?? gap
    }

    private var errorState: GuardrailState {
        GuardrailState(
            kind: .errors, subject: "answers that are none", value: errors.mean, limit: errorMargin,
            count: errors.count, verdict: errors.verdict(at: alpha), needed: errors.needed(at: alpha))
    }

    private var latencyState: GuardrailState {
        GuardrailState(
            kind: .latency, subject: latencyWords, value: latency.mean, limit: Self.slowShare, count: latency.count,
            verdict: latency.verdict(at: alpha), needed: latency.needed(at: alpha))
    }

    private var growthState: GuardrailState? {
        guard let growth, growth.count > 0 else { return nil }
        return GuardrailState(
            kind: .latency, subject: growthWords ?? "", value: growth.mean, limit: Self.mostAnswers,
            count: growth.count, verdict: growth.verdict(at: alpha), needed: growth.needed(at: alpha))
    }

    /// All that is watched, each with whether a promotion waits for it: whether it settles, at its share of what came so
    /// far, within `limit` more pairs or answers.
    ///
    /// - Parameters:
    ///   - pairs: Labelled pairs so far.
    ///   - limit: Pairs or answers of the whole traffic; nil where all are waited for, whatever they take.
    /// - Returns: The states in the order of the kinds.
    func states(pairs: Int, within limit: Int?) -> [GuardrailState] {
        states.map { state in
            var state = state
            guard let limit else {
                if [.inconclusive, .error].contains(state.verdict) { state.isAwaited = true }
                return state
            }
            guard state.verdict == .inconclusive else { return state }
            let all =
                switch state.kind {
                case .slices, .bias: pairs
                case .errors, .scores, .latency: errors.count
                }
            let wait = state.needed.map { Double($0) * Double(all) / Double(max(state.count, 1)) }
            state.isAwaited = wait.map { $0 <= Double(limit) } ?? false
            return state
        }
    }

    /// All that is watched, in the order of the kinds.
    var states: [GuardrailState] {
        slices.flatMap { $0.states(alpha: alpha) } + (bias?.states(alpha: alpha) ?? []) + [errorState]
            + (scores?.states(alpha: alpha) ?? []) + (latency.count > 0 ? [latencyState] : [])
            + [growthState].compactMap { $0 }
    }
}
