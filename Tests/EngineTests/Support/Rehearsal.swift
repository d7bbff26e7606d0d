import Domain

@testable import Engine

/// A rollout fed with labelled pairs, one a minute of stream time.
struct Rehearsal {
    static let start = Timestamp(rawValue: 1_600_000_000_000)

    private(set) var machine: RolloutStateMachine
    private(set) var now = start
    private(set) var actions: [RolloutStateMachine.Action] = []
    private(set) var pairs = 0

    /// A rollout of v2 against v1 that has passed its gates and its smoke test.
    init(
        _ policy: CanaryDefinition, origin: RolloutOrigin = RolloutOrigin(),
        promotions: PromotionHistory = PromotionHistory(), at start: Timestamp = start, bakeTime: TimeSpan = .zero
    ) {
        self.init(validating: policy, origin: origin, promotions: promotions, at: start, bakeTime: bakeTime)
        machine.judge([], at: now)
        take(machine.warmed(at: now))
    }

    /// The same before its gates; a bake ends with its pairs where no time is given for it.
    init(
        validating policy: CanaryDefinition, origin: RolloutOrigin = RolloutOrigin(),
        promotions: PromotionHistory = PromotionHistory(), at start: Timestamp = start, bakeTime: TimeSpan = .zero
    ) {
        var policy = policy
        policy.guards.bakeTime = bakeTime
        now = start
        machine = RolloutStateMachine(
            number: 1, candidate: ModelVersion(rawValue: 2), champion: ModelVersion(rawValue: 1), policy: policy,
            isDrill: false, lossScale: 1, origin: origin, promotions: promotions, at: start)
        machine.startValidating(at: start)
    }

    /// Does at once what the pipeline would do.
    private mutating func take(_ taken: [RolloutStateMachine.Action]) {
        actions += taken
        if taken.contains(.promote) { machine.swapped(at: now) }
    }

    /// Of each five pairs the candidate wins `wins`; where that is below 0 it loses as many.
    mutating func feed(_ count: Int, wins: Int, isServed: Bool = false, automatic: Bool = false) {
        for _ in 0..<count {
            now = now + .minutes(1)
            let decides = pairs % 5 < wins.magnitude
            pairs += 1
            take(
                machine.add(
                    championLoss: decides && wins > 0 ? 1 : 0, candidateLoss: decides && wins < 0 ? 1 : 0,
                    isServed: isServed, at: now, automatic: automatic))
        }
    }

    /// Feeds until the state is another one, 5,000 pairs at most.
    mutating func feedToTheNextState(wins: Int, automatic: Bool = false) {
        let before = machine.state
        var left = 5_000
        while machine.state == before, left > 0 {
            feed(1, wins: wins, automatic: automatic)
            left -= 1
        }
    }

    mutating func wait(_ span: TimeSpan) {
        now = now + span
    }

    mutating func approve(by user: String = "ann") -> RolloutStateMachine.Reply {
        command { $0.approve(revision: $0.revision, by: user, at: $1) }
    }

    /// Gives a command and does what follows.
    mutating func command(_ body: (inout RolloutStateMachine, Timestamp) -> RolloutStateMachine.Reply)
        -> RolloutStateMachine.Reply
    {
        let reply = body(&machine, now)
        if case .success(let taken) = reply, taken.contains(.promote) { machine.swapped(at: now) }
        return reply
    }

    /// Lets something happen and does what follows.
    mutating func happen(_ body: (inout RolloutStateMachine, Timestamp) -> [RolloutStateMachine.Action]) {
        take(body(&machine, now))
    }

    mutating func act<Value>(_ body: (inout RolloutStateMachine, Timestamp) -> Value) -> Value {
        body(&machine, now)
    }

    /// The states entered, in order.
    var states: [RolloutState] { machine.record.transitions.map(\.to) }
}
