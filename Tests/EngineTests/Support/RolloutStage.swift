import Domain

@testable import Engine

/// A rollout brought to each of its states, and each thing that may happen to it there.
enum RolloutStage: String, CaseIterable {
    case created
    case validating
    case rejected
    case awaitingStart
    case warming
    case ramping
    case heldManual
    case heldInconclusive
    case heldApproval
    case heldDeadline
    case heldAwaitingLabels
    case heldEvidenceGap
    case heldFreezeWindow
    case heldGate
    case awaitingPromotion
    case promoting
    case baking
    case promoted
    case rollingBack
    case rolledBack
    case errored
    case superseded
    case cancelled

    static let now = Rehearsal.start

    /// Where a machine starts from; the path to it is not told, only the place.
    var state: RolloutState {
        switch self {
        case .created: .created
        case .validating: .validating
        case .rejected: .rejected
        case .awaitingStart: .awaitingStart
        case .warming: .warming
        case .ramping: .ramping(step: 0)
        case .heldManual: .held(.manual, step: 0)
        case .heldInconclusive: .held(.inconclusive, step: 0)
        case .heldApproval: .held(.approval, step: 0)
        case .heldDeadline: .held(.deadline, step: 0)
        case .heldAwaitingLabels: .held(.awaitingLabels, step: 0)
        case .heldEvidenceGap: .held(.evidenceGap, step: 0)
        case .heldFreezeWindow: .held(.freezeWindow, step: 0)
        case .heldGate: .held(.gate, step: 0)
        case .awaitingPromotion: .awaitingPromotion
        case .promoting: .promoting
        case .baking: .baking
        case .promoted: .promoted
        case .rollingBack: .rollingBack
        case .rolledBack: .rolledBack
        case .errored: .errored(from: .ramping(step: 0))
        case .superseded: .superseded
        case .cancelled: .cancelled
        }
    }

    /// A machine there, with a step of good evidence behind it.
    var machine: RolloutStateMachine {
        var policy = CanaryDefinition(minimumPairs: 200, bakePairs: 5_000)
        policy.guards.newcomer = .replace
        policy.guards.errorLimit = 1
        var rehearsal = Rehearsal(policy)
        rehearsal.feed(300, wins: 4)
        var machine = rehearsal.machine
        machine.record.state = state
        machine.ledger.frozenWeight = 5
        machine.pairsInStep = 300
        return machine
    }
}

/// What may happen to a rollout: the engine's events, then a person's commands.
enum RolloutHappening: String, CaseIterable {
    case startValidating
    case gatesPass
    case gateFails
    case validAnswer
    case goodPair
    case harmfulPairs
    case swapped
    case fault
    case tickMuchLater
    case approve
    case nextStep
    case promoteFull
    case hold
    case resume
    case rollBack
    case cancel
    case supersede

    /// Lets it happen; `automatic` is false, so that what a person is asked waits.
    func happen(to machine: inout RolloutStateMachine, at now: Timestamp = RolloutStage.now + .minutes(400)) {
        let (seen, version) = (machine.revision, machine.record.candidate)
        switch self {
        case .startValidating: machine.startValidating(at: now)
        case .gatesPass: machine.judge([], at: now)
        case .gateFails:
            machine.judge(
                [
                    GateResult(
                        gate: .holdout, isRequired: true, verdict: .fail, value: nil, bound: nil, count: 0, detail: "")
                ], at: now)
        case .validAnswer: _ = machine.answeredInWarming(isValid: true, at: now)
        case .goodPair:
            machine.bakedPairs = machine.policy.bakePairs
            _ = machine.add(championLoss: 1, candidateLoss: 0, at: now, automatic: false)
        case .harmfulPairs:
            for _ in 0..<2_000 {
                _ = machine.add(championLoss: 0, candidateLoss: 1, at: now, automatic: false)
            }
        case .swapped: machine.swapped(at: now)
        case .fault: _ = machine.couldNotMeasure("the router is silent", at: now)
        case .tickMuchLater: _ = machine.tick(at: now + .days(60))
        case .approve: _ = machine.approve(revision: seen, by: "ann", at: now)
        case .nextStep: _ = machine.nextStep(revision: seen, by: "ann", at: now)
        case .promoteFull: _ = machine.promoteFull(version, revision: seen, by: "ann", reason: "urgent", at: now)
        case .hold: _ = machine.hold(revision: seen, by: "ann", at: now)
        case .resume: _ = machine.resume(revision: seen, by: "ann", at: now)
        case .rollBack: _ = machine.rollBack(by: "ann", reason: "", at: now)
        case .cancel: _ = machine.cancel(revision: seen, by: "ann", reason: "", at: now)
        case .supersede: _ = machine.supersede(by: ModelVersion(rawValue: 9), user: "ann", at: now)
        }
    }
}
