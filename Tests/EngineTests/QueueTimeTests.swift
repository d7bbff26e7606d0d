import Domain
import Engine
import Simulation
import Synchronization
import Testing

/// How long a trial waited for its worker.
struct QueueTimeTests {
    /// A clock that is a millisecond later each time that it is read.
    private final class Ticks: Sendable {
        private let milliseconds = Mutex<UInt64>(0)

        func next() -> UInt64 {
            milliseconds.withLock { count in
                count += 1
                return count * 1_000_000
            }
        }
    }

    private static func trials(_ history: any HistoryReader) throws -> [RunRecord] {
        try history.runs(World.definition().name, limit: 50).filter { $0.tracking != nil && $0.cost != nil }
    }

    @Test func isMeasuredByTheEnginesClock() async throws {
        var world = try World()
        let ticks = Ticks()
        world.monotonicNanoseconds = { ticks.next() }
        let name = World.definition().name

        let ended = try await world.serving(rows: 900, World.definition()) { engine in
            let reply = await engine.submit(
                Intent(pipeline: name, command: .retrain, user: "ana", reason: "", time: Timestamp(rawValue: 0)))
            guard case .done = reply else { return [RunRecord]() }
            while try Self.trials(engine.history).count < 3 { await Task.yield() }
            return try Self.trials(engine.history)
        }

        #expect(ended.count >= 3)
        #expect(ended.allSatisfy { ($0.tracking?.queueSeconds ?? 0) > 0 })
    }

    @Test func isNotMeasuredInAReplay() async throws {
        let world = try World()
        _ = try await world.run(.abrupt(at: 2_000), rows: 5_000, World.definition())

        let trials = try Self.trials(world.store)

        #expect(!trials.isEmpty)
        #expect(trials.allSatisfy { $0.tracking?.queueSeconds == nil && $0.tracking?.started == nil })
    }
}
