import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// The whole loop on streams whose truth is known.
struct WholeLoopTests {
    @Test func findsAnAbruptChangeAndPromotesAModelThatFitsTheNewWorld() async throws {
        let world = try World()

        let report = try await world.run(.abrupt(at: 2_000), rows: 5_000, World.definition())

        #expect(report.events == 5_000)
        #expect(report.triggersFired >= 1)
        #expect(report.promotions >= 1)
        let last = try #require(try world.store.points(PipelineName(rawValue: "synthetic"), limit: 1).last)
        let served = try #require(last.served)
        let ghost = try #require(last.ghost)
        #expect(served > 0.8, "the best possible is 0.9")
        #expect(ghost < 0.3, "the first champion was right about the old world")
    }

    @Test func writesDownWhenEachTransitionWasMadeAndWhetherTheCandidateFitted() async throws {
        var world = try World()
        world.monotonicNanoseconds = { 5_000 }
        world.availableBytes = { 1 }

        let report = try await world.run(.abrupt(at: 2_000), rows: 5_000, World.definition())

        let name = PipelineName(rawValue: "synthetic")
        let rollouts = try world.store.rollouts(name, limit: 100)
        #expect(!rollouts.isEmpty)
        for transition in rollouts.flatMap(\.transitions) {
            #expect(transition.wallTime == world.time.now)
            #expect(transition.monotonicNanoseconds == 5_000)
        }
        #expect(rollouts.allSatisfy { $0.memory?.isAdvisory == true && $0.memory?.availableBytes == 1 })
        #expect(report.promotions >= 1, "in lockstep what is measured decides nothing")
    }

    @Test func startsNothingWhileTheWorldStaysAsItIs() async throws {
        let world = try World()

        let report = try await world.run(.none, rows: 5_000, World.definition())

        #expect(report.triggersFired == 0)
        #expect(report.rollbacks == 0)
        let served = try #require(report.served)
        #expect(served > 0.8)
    }

    @Test func decidesTheSameTwice() async throws {
        let first = try await World().run(.gradual(from: 1_500, to: 2_500), rows: 4_000, World.definition())
        let second = try await World().run(.gradual(from: 1_500, to: 2_500), rows: 4_000, World.definition())

        #expect(first == second)
    }

    @Test func rollsABadCandidateBackByItself() async throws {
        var definition = World.definition()
        definition.drills = [DrillDefinition(kind: .badCandidate, row: 1_000)]
        let world = try World()

        let report = try await world.run(.none, rows: 3_000, definition)

        #expect(report.rollbacks == 1)
        #expect(report.promotions == 0)
        let rollout = try #require(try world.store.rollouts(PipelineName(rawValue: "synthetic"), limit: 1).first)
        #expect(rollout.state == .rolledBack)
        #expect(rollout.isDrill)
    }

    /// Labels come 600 rows late: nearly every one finds its prediction in the store.
    @Test func decidesTheSameWhereThePredictionsWaitInTheStore() async throws {
        var (inMemory, inTheStore) = (try World(), try World())
        (inMemory.labelDelay, inTheStore.labelDelay) = (SyntheticStream.step * 600, SyntheticStream.step * 600)
        inTheStore.warmPredictions = 5

        let first = try await inMemory.run(.abrupt(at: 1_000), rows: 4_000, World.definition())
        let second = try await inTheStore.run(.abrupt(at: 1_000), rows: 4_000, World.definition())

        #expect(first.triggersFired >= 1)
        #expect(first == second)
    }

    @Test(arguments: [Int64(1), 40, 333, 1_200])
    func goesOnAfterAnEndAsIfItHadNeverStopped(rowsBeforeTheEnd: Int64) async throws {
        let whole = try await World().run(.abrupt(at: 1_000), rows: 2_500, World.definition())
        let world = try World()

        _ = try await world.run(.abrupt(at: 1_000), rows: rowsBeforeTheEnd, World.definition())
        let report = try await world.run(.abrupt(at: 1_000), rows: 2_500, World.definition())

        #expect(report == whole)
    }
}
