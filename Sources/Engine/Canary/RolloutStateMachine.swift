import Domain

/// Decides a candidate's way from its gates to its promotion or its roll back; the pipeline acts on what it returns.
///
/// One run of evidence on the paired loss difference goes through the whole attempt, baking included; it may be looked at
/// after each pair.
struct RolloutStateMachine: Codable, Sendable {
    enum Action: Hashable, Sendable {
        /// The candidate becomes the champion; the old one stays loaded. ``swapped(at:)`` tells when that is done.
        case promote
        /// The candidate is taken out of the traffic; while baking the old champion comes back.
        case withdraw
        /// The candidate goes without a judgement; it never had traffic, or another takes its place.
        case discard
        /// The bake is over; the old champion may be unloaded.
        case release
        case alertHeld(String)
        /// An approval has been waited for too long.
        case remind(String)
        /// The traffic plane does not let go of a candidate that is rolled back.
        case alertLingering(String)
    }

    /// Why a command was not carried out, for the person.
    struct Refusal: Error, Hashable, Sendable {
        var sentence: String

        init(_ sentence: String) {
            self.sentence = sentence
        }
    }

    typealias Reply = Result<[Action], Refusal>

    var record: RolloutRecord
    /// Counts transitions.
    private(set) var revision = 0
    private(set) var since: Timestamp
    private(set) var step = 0
    var pairsInStep = 0
    var bakedPairs = 0
    private(set) var lossScale: Double
    var difference: PairedEvidence
    /// Nil in a rollout that an older program began.
    private(set) var secondLoss: SecondLoss?
    /// Set where the mode is split, from the first step with traffic on.
    var outcomes: SplitOutcomes?
    var startedAt: Timestamp
    private(set) var policy: CanaryDefinition
    /// Stream time that passed while a person or a freeze window was waited for; it does not count towards deadlines.
    private(set) var paused = TimeSpan.zero
    /// Events answered since the weight changed, and how many of them by the candidate.
    var answered = 0
    var answeredByCandidate = 0
    var ledger: RolloutLedger
    /// Nil where the file wants none.
    var guardrails: Guardrails?

    init(
        number: Int, candidate: ModelVersion, champion: ModelVersion, policy: CanaryDefinition, isDrill: Bool,
        lossScale: Double, origin: RolloutOrigin = RolloutOrigin(), promotions: PromotionHistory = PromotionHistory(),
        at time: Timestamp
    ) {
        record = RolloutRecord(
            number: number, candidate: candidate, champion: champion, state: .created, isDrill: isDrill, gates: [],
            transitions: [], evidence: nil, metricBefore: nil, metricAfter: nil, origin: origin)
        self.policy = policy
        self.lossScale = lossScale
        ledger = RolloutLedger(promotions: promotions)
        since = time
        startedAt = time
        difference = PairedEvidence(policy)
        secondLoss = SecondLoss(alpha: policy.alpha)
    }

    /// Counts a pair in by the loss that is shown beside the one that decides.
    mutating func addSecond(_ pair: GuardrailPair) {
        secondLoss?.add(pair, scale: lossScale)
    }

    var state: RolloutState { record.state }

    /// Shares of the ramp; the promotion itself is the step to 100 %.
    var rampSteps: [Double] { policy.shares.filter { $0 < 100 } }

    var lastStep: Int { rampSteps.count - 1 }

    /// The candidate's share of the traffic in percent.
    var weight: Double {
        switch state {
        case .created, .validating, .rejected, .awaitingStart, .warming, .rollingBack, .rolledBack, .superseded,
            .cancelled:
            0
        case .ramping(let step), .held(_, let step): rampSteps.indices.contains(step) ? rampSteps[step] : 0
        case .awaitingPromotion: rampSteps.last ?? 0
        case .promoting, .errored: ledger.frozenWeight
        case .baking, .promoted: 100
        }
    }

    /// Whether both models answer each event.
    var comparesModels: Bool {
        switch state {
        case .errored(let from): Self.comparesModels(from)
        default: Self.comparesModels(state)
        }
    }

    private static func comparesModels(_ state: RolloutState) -> Bool {
        switch state {
        case .warming, .ramping, .held, .awaitingPromotion, .promoting, .baking: true
        case .created, .validating, .rejected, .awaitingStart, .promoted, .rollingBack, .rolledBack, .errored,
            .superseded, .cancelled:
            false
        }
    }

    /// Whether the candidate is the champion now and the old champion what it is compared with.
    var isSwapped: Bool { state == .baking || state == .errored(from: .baking) }

    /// The candidate's share of the events since the weight changed, in percent; nil before the first.
    var observedShare: Double? {
        answered == 0 ? nil : 100 * Double(answeredByCandidate) / Double(answered)
    }

    /// What a person is asked, where the rollout waits for one.
    var awaitsApproval: String? {
        switch state {
        case .awaitingStart: "start"
        case .awaitingPromotion: "promotion"
        case .held(.approval, let step): "step \(step + 2) of \(rampSteps.count)"
        default: nil
        }
    }

    mutating func setMetrics(before: Double?, after: Double?) {
        record.metricBefore = before ?? record.metricBefore
        record.metricAfter = after ?? record.metricAfter
    }

    /// Writes the digest of the evidence, and the time outside, into the transitions that were made on it.
    mutating func seal(_ context: FoldContext) {
        let digest = ContentDigest(bytes: context.sha256(evidence.canonicalBytes))
        for index in record.transitions.indices.reversed() {
            guard record.transitions[index].evidence == nil else { return }
            record.transitions[index].evidence = digest
            record.transitions[index].wallTime = context.wallTime
            record.transitions[index].monotonicNanoseconds = context.monotonicNanoseconds
        }
    }

    /// Takes the times of transitions that were made before a restart from the history: folded again, they have new ones.
    mutating func keepTimes(of stored: RolloutRecord) {
        guard stored.number == record.number else { return }
        for (index, before) in zip(record.transitions.indices, stored.transitions) {
            record.transitions[index].wallTime = before.wallTime
            record.transitions[index].monotonicNanoseconds = before.monotonicNanoseconds
        }
    }

    // MARK: Transitions

    /// Takes the candidate out; in the engine's own process it is out at once, a traffic plane outside has to say so.
    mutating func withdraw(at time: Timestamp, actor: String, reason: String) -> [Action] {
        let awaitsPlane = policy.guards.awaitsPlane && (weight > 0 || state == .promoting)
        move(to: .rollingBack, at: time, actor: actor, reason: reason)
        if !awaitsPlane { move(to: .rolledBack, at: time, actor: actor, reason: reason) }
        return [.withdraw]
    }

    mutating func startPromotion(at time: Timestamp, actor: String, reason: String) -> [Action] {
        move(to: .promoting, at: time, actor: actor, reason: reason)
        return [.promote]
    }

    /// - Precondition: The rollout has not ended.
    mutating func move(to next: RolloutState, at time: Timestamp, actor: String, reason: String) {
        precondition(!state.isEnded, "RolloutStateMachine.move left \(state.name) for \(next.name)")
        let previous = record.state
        let before = weight
        if Self.isPaused(previous) { paused = paused + (time - since) }
        ledger.frozenWeight = before
        ledger.approvedBy = nil
        ledger.forcedBy = nil
        ledger.isReminded = false
        ledger.waitingSince = nil
        record.state = next
        record.guardrails = guardrailStates
        revision += 1
        record.transitions.append(
            RolloutRecord.Transition(
                streamTime: time, from: previous, to: next, weight: weight, actor: actor, reason: reason,
                weightBefore: before, attempt: record.origin.attempt, revision: revision,
                verdict: record.evidence?.verdict))
        since = time
        askForGates(entering: next, from: previous)
        switch next {
        case .ramping(let entered):
            if entered != step || previous == .warming { pairsInStep = 0 }
            step = entered
            if policy.exposure.mode == .split, weight > 0, outcomes == nil {
                outcomes = SplitOutcomes(policy.exposure.split, alpha: policy.alpha)
                ledger.firstPair = nil
            }
            forgetSplit()
        case .baking:
            // A fault in between does not begin it anew.
            beginBake(at: time)
            forgetSplit()
        default:
            break
        }
        holdWhereAsked(at: time)
    }

    /// Whether a person or a freeze window is what it waits for; the evidence and the labels that others wait for come with
    /// stream time.
    private static func isPaused(_ state: RolloutState) -> Bool {
        switch state {
        case .awaitingStart, .awaitingPromotion: true
        case .held(let reason, _):
            switch reason {
            case .manual, .approval, .deadline, .evidenceGap, .freezeWindow, .gate: true
            case .inconclusive, .awaitingLabels: false
            }
        case .errored(let from): isPaused(from)
        case .created, .validating, .rejected, .warming, .ramping, .promoting, .baking, .promoted, .rollingBack,
            .rolledBack, .superseded, .cancelled:
            false
        }
    }

    private mutating func forgetSplit() {
        answered = 0
        answeredByCandidate = 0
        ledger.split = SplitCheck()
    }
}
