import Domain
import Testing

@testable import Engine

/// Whatever happens in whatever order, some things never do.
struct RolloutPropertyTests {
    private static let people: Set<RolloutHappening> = [.approve, .nextStep, .promoteFull]

    @Test(arguments: 0..<100 as Range<UInt64>)
    func keepsItsPromisesInAnyOrderOfEvents(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var machine = try Self.machine(&generator)
        var now = Rehearsal.start

        for _ in 0..<1_500 {
            let before = machine
            now = now + .minutes(Int.random(in: 1...60, using: &generator))
            guard let happening = Self.happening(&generator) else { continue }
            Self.happen(happening, to: &machine, at: now, &generator)
            Self.check(before, machine, happening, at: now)
        }

        #expect(machine.record.transitions.map(\.revision) == Array(1...machine.revision))
        for (first, second) in zip(machine.record.transitions, machine.record.transitions.dropFirst()) {
            #expect(first.to == second.from)
            #expect(first.weight == second.weightBefore)
        }
    }

    private static func check(
        _ before: RolloutStateMachine, _ after: RolloutStateMachine, _ happening: RolloutHappening, at now: Timestamp
    ) {
        if before.state.isEnded { #expect(after.record == before.record) }
        if after.weight > before.weight {
            if case .held(let reason, _) = before.state {
                #expect(people.contains(happening) || reason == .approval && before.policy.approval == .automatic)
            }
            if case .errored(let from) = before.state, from != .warming, happening != .harmfulPairs {
                Issue.record("errored, and its weight grew by \(happening)")
            }
            let isPromoted = after.state == .baking
            #expect(before.freeze(at: now) == nil || isPromoted || after.record.origin.forced != nil)
        }
        if after.state == .promoting, before.state != .promoting {
            #expect(after.verdict == .pass || after.record.origin.forced != nil)
        }
        if happening == .rollBack, before.comparesModels { #expect(after.state == .rolledBack) }
    }

    private static func machine(_ generator: inout SeededGenerator) throws -> RolloutStateMachine {
        var policy = CanaryDefinition(
            approval: CanaryDefinition.Approval.allCases.randomElement(using: &generator) ?? .promotion,
            minimumPairs: 20, maximumTime: .days(3), deadline: .days(6), bakePairs: 10, margin: 0.2)
        policy.guards.freezeWindows = [try #require(FreezeWindow("daily 22:00 to 06:00"))]
        policy.guards.start = Bool.random(using: &generator) ? .approval : .automatic
        policy.guards.secondPerson = Bool.random(using: &generator)
        policy.guards.newcomer = Bool.random(using: &generator) ? .replace : .queue
        policy.guards.errorLimit = 2
        policy.guards.promotionsADay = 1
        return RolloutStateMachine(
            number: 1, candidate: ModelVersion(rawValue: 2), champion: ModelVersion(rawValue: 1), policy: policy,
            isDrill: false, lossScale: 1, at: Rehearsal.start)
    }

    /// Pairs come most often and ends seldom, so that a sequence gets somewhere; nil for nothing.
    private static func happening(_ generator: inout SeededGenerator) -> RolloutHappening? {
        if Int.random(in: 0..<10, using: &generator) < 7 { return .goodPair }
        let happening = RolloutHappening.allCases.randomElement(using: &generator)
        let ends: [RolloutHappening] = [.cancel, .supersede, .rollBack, .gateFails, .harmfulPairs, .promoteFull]
        if let happening, ends.contains(happening), Int.random(in: 0..<40, using: &generator) > 0 { return nil }
        return happening
    }

    private static func happen(
        _ happening: RolloutHappening, to machine: inout RolloutStateMachine, at now: Timestamp,
        _ generator: inout SeededGenerator
    ) {
        guard happening == .goodPair else { return happening.happen(to: &machine, at: now) }
        let isAutomatic = machine.policy.approval == .automatic && Bool.random(using: &generator)
        let loss = Double.random(in: 0...1, using: &generator)
        _ = machine.add(championLoss: 0.7, candidateLoss: loss, isServed: true, at: now, automatic: isAutomatic)
    }
}
