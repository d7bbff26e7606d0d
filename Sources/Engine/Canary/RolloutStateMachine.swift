import Domain
import Learning

/// Decides a candidate's way from its gates to its promotion or its roll back; the pipeline acts on what it returns.
///
/// One time-uniform confidence sequence of the paired loss difference runs through the whole attempt, baking included;
/// it may be looked at after each pair.
struct RolloutStateMachine: Codable, Sendable {
    enum Action: Hashable, Sendable {
        /// The candidate becomes the champion; the old one stays loaded.
        case promote
        /// The candidate is taken out of the traffic; while baking the old champion comes back.
        case withdraw
        /// The bake is over; the old champion may be unloaded.
        case release
        case alertHeld(String)
    }

    private(set) var record: RolloutRecord
    /// Counts transitions.
    private(set) var revision = 0
    private(set) var since: Timestamp
    private(set) var step = 0
    private(set) var pairsInStep = 0
    private(set) var bakedPairs = 0
    private(set) var lossScale: Double
    private(set) var difference: EmpiricalBernsteinSequence
    private var startedAt: Timestamp
    private(set) var policy: CanaryDefinition
    /// Stream time that passed while a person was waited for; it does not count towards deadlines.
    private var paused = TimeSpan.zero
    /// Events answered since the weight changed, and how many of them by the candidate.
    private var answered = 0
    private var answeredByCandidate = 0

    init(
        number: Int, candidate: ModelVersion, champion: ModelVersion, policy: CanaryDefinition, isDrill: Bool,
        lossScale: Double, at time: Timestamp
    ) {
        record = RolloutRecord(
            number: number, candidate: candidate, champion: champion, state: .created, isDrill: isDrill, gates: [],
            transitions: [], evidence: nil, metricBefore: nil, metricAfter: nil)
        self.policy = policy
        self.lossScale = lossScale
        since = time
        startedAt = time
        difference = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: policy.alpha)
    }

    var state: RolloutState { record.state }

    /// Shares of the ramp; the promotion itself is the step to 100 %.
    var rampSteps: [Double] { policy.steps.filter { $0 < 100 } }

    /// The candidate's share of the traffic in percent.
    var weight: Double {
        switch state {
        case .created, .validating, .rejected, .warming, .rollingBack, .rolledBack: 0
        case .ramping(let step), .held(_, let step): rampSteps.indices.contains(step) ? rampSteps[step] : 0
        case .awaitingPromotion: rampSteps.last ?? 0
        case .baking, .promoted: 100
        }
    }

    /// Whether both models answer each event.
    var comparesModels: Bool {
        switch state {
        case .warming, .ramping, .held, .awaitingPromotion, .baking: true
        case .created, .validating, .rejected, .promoted, .rollingBack, .rolledBack: false
        }
    }

    /// The candidate's share of the events since the weight changed, in percent; nil before the first.
    var observedShare: Double? {
        answered == 0 ? nil : 100 * Double(answeredByCandidate) / Double(answered)
    }

    /// What a person is asked, where the rollout waits for one.
    var awaitsApproval: String? {
        switch state {
        case .awaitingPromotion: "promotion"
        case .held(.approval, let step): "step \(step + 2) of \(rampSteps.count)"
        default: nil
        }
    }

    // MARK: Engine's events

    mutating func startValidating(at time: Timestamp) {
        move(to: .validating, at: time, actor: "engine", reason: "artifact loaded")
    }

    /// Takes the gates' answers: a failed or unmeasured required gate rejects.
    mutating func judge(_ gates: [GateResult], at time: Timestamp) {
        record.gates = gates
        guard let failed = gates.first(where: \.rejects) else {
            return move(to: .warming, at: time, actor: "engine", reason: "all required gates passed")
        }
        move(to: .rejected, at: time, actor: "engine", reason: "gate \(failed.gate.rawValue): \(failed.detail)")
    }

    /// A drill goes past the gates, and says so.
    mutating func skipGates(at time: Timestamp) {
        move(to: .warming, at: time, actor: "engine", reason: "drill: gates skipped")
    }

    /// The candidate has answered its first event without fault.
    mutating func warmed(at time: Timestamp) {
        guard state == .warming else { return }
        move(to: .ramping(step: 0), at: time, actor: "engine", reason: "smoke test passed")
    }

    mutating func countAnswer(byCandidate: Bool) {
        answered += 1
        if byCandidate { answeredByCandidate += 1 }
    }

    /// Counts one labelled pair in and decides.
    mutating func add(championLoss: Double, candidateLoss: Double, at time: Timestamp, automatic: Bool) -> [Action] {
        guard comparesModels else { return [] }
        difference.add(candidateLoss - championLoss)
        pairsInStep += 1
        if state == .baking { bakedPairs += 1 }
        record.evidence = evidence
        return decide(at: time, automatic: automatic)
    }

    private mutating func decide(at time: Timestamp, automatic: Bool) -> [Action] {
        let bounds = difference.bounds
        let enough = difference.count >= policy.minimumPairs
        if bounds.lower > policy.criticalMargin || (enough && bounds.lower > 0) {
            return withdraw(at: time, actor: "engine", reason: harmSentence)
        }
        switch state {
        case .ramping(let step):
            return advance(from: step, at: time, automatic: automatic)
        case .awaitingPromotion, .held(.approval, _):
            return automatic ? proceed(at: time, actor: "engine", reason: "approved by policy") : []
        case .held(.inconclusive, let step):
            guard verdict == .pass else { return isOverdue(at: time) ? endAtDeadline(step, at: time) : [] }
            move(to: .ramping(step: step), at: time, actor: "engine", reason: "evidence has come: \(passSentence)")
            return []
        case .baking where bakedPairs >= policy.bakePairs:
            move(to: .promoted, at: time, actor: "engine", reason: "bake of \(bakedPairs) pairs passed")
            return [.release]
        case .created, .validating, .rejected, .warming, .held, .baking, .promoted, .rollingBack, .rolledBack:
            return []
        }
    }

    private mutating func advance(from step: Int, at time: Timestamp, automatic: Bool) -> [Action] {
        let spent = time - since
        if pairsInStep >= policy.minimumPairs, spent >= policy.minimumTime, verdict == .pass {
            let isLast = step + 1 >= rampSteps.count
            if isLast {
                move(to: .awaitingPromotion, at: time, actor: "engine", reason: "all steps passed")
                return automatic && policy.approval == .automatic
                    ? proceed(at: time, actor: "engine", reason: "approved by policy")
                    : [.alertHeld("waits for approval")]
            }
            if policy.approval == .everyStep || !automatic && policy.approval == .automatic {
                move(
                    to: .held(.approval, step: step), at: time, actor: "engine",
                    reason: "step passed, waits for approval")
                return [.alertHeld("waits for approval")]
            }
            move(to: .ramping(step: step + 1), at: time, actor: "engine", reason: passSentence)
            return []
        }
        if isOverdue(at: time) { return endAtDeadline(step, at: time) }
        if spent > policy.maximumTime {
            move(to: .held(.inconclusive, step: step), at: time, actor: "engine", reason: flipSentence)
            return [.alertHeld("inconclusive: \(flipSentence)")]
        }
        return []
    }

    private func isOverdue(at time: Timestamp) -> Bool {
        time - startedAt - paused > policy.deadline
    }

    private mutating func endAtDeadline(_ step: Int, at time: Timestamp) -> [Action] {
        switch policy.atDeadline {
        case .hold:
            move(to: .held(.deadline, step: step), at: time, actor: "engine", reason: "deadline passed")
            return [.alertHeld("deadline passed")]
        case .rollBack:
            return withdraw(at: time, actor: "engine", reason: "no verdict by the deadline: \(flipSentence)")
        }
    }

    /// What follows an approval.
    private mutating func proceed(at time: Timestamp, actor: String, reason: String) -> [Action] {
        switch state {
        case .awaitingPromotion:
            move(to: .baking, at: time, actor: actor, reason: reason)
            return [.promote]
        case .held(.approval, let step):
            move(to: .ramping(step: step + 1), at: time, actor: actor, reason: reason)
            return []
        default:
            return []
        }
    }

    // MARK: A person's commands

    /// Approves what waits; a sentence says why not where nothing does, or where the person saw an older state.
    mutating func approve(revision seen: Int, by user: String, at time: Timestamp) -> Result<[Action], Refusal> {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        guard awaitsApproval != nil else {
            return .failure(Refusal("nothing waits: \(record.candidate) is \(state.name)"))
        }
        return .success(proceed(at: time, actor: user, reason: "approved"))
    }

    /// Takes the candidate out; valid at any revision while it gets traffic or is about to.
    mutating func rollBack(by user: String, reason: String, at time: Timestamp) -> Result<[Action], Refusal> {
        guard comparesModels else {
            return .failure(Refusal("\(record.candidate) gets no traffic: it is \(state.name)"))
        }
        return .success(withdraw(at: time, actor: user, reason: reason.isEmpty ? "rolled back by hand" : reason))
    }

    mutating func hold(revision seen: Int, by user: String, at time: Timestamp) -> Result<[Action], Refusal> {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        guard case .ramping(let step) = state else {
            return .failure(Refusal("only a ramping canary can be held; \(record.candidate) is \(state.name)"))
        }
        move(to: .held(.manual, step: step), at: time, actor: user, reason: "held by hand")
        return .success([])
    }

    mutating func resume(revision seen: Int, by user: String, at time: Timestamp) -> Result<[Action], Refusal> {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        guard case .held(let reason, let step) = state, reason != .approval else {
            return .failure(Refusal("nothing is held; \(record.candidate) is \(state.name)"))
        }
        move(to: .ramping(step: step), at: time, actor: user, reason: "resumed")
        return .success([])
    }

    /// Why a command was not carried out, for the person.
    struct Refusal: Error, Hashable, Sendable {
        var sentence: String

        init(_ sentence: String) {
            self.sentence = sentence
        }
    }

    // MARK: Transitions

    private mutating func withdraw(at time: Timestamp, actor: String, reason: String) -> [Action] {
        move(to: .rollingBack, at: time, actor: actor, reason: reason)
        move(to: .rolledBack, at: time, actor: actor, reason: reason)
        return [.withdraw]
    }

    mutating func setMetrics(before: Double?, after: Double?) {
        record.metricBefore = before ?? record.metricBefore
        record.metricAfter = after ?? record.metricAfter
    }

    private mutating func move(to next: RolloutState, at time: Timestamp, actor: String, reason: String) {
        let previous = record.state
        if awaitsApproval != nil { paused = paused + (time - since) }
        record.state = next
        record.transitions.append(
            RolloutRecord.Transition(
                streamTime: time, from: previous, to: next, weight: weight, actor: actor, reason: reason))
        revision += 1
        since = time
        switch next {
        case .ramping(let entered):
            if entered != step || previous == .warming { pairsInStep = 0 }
            step = entered
            answered = 0
            answeredByCandidate = 0
        case .baking:
            answered = 0
            answeredByCandidate = 0
        default:
            break
        }
    }
}
