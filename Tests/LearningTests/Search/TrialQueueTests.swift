import Domain
import Testing

@testable import Learning

/// Trials side by side.
struct TrialQueueTests {
    private let space: ParameterSpace

    init() throws {
        space = try SearchBenchmark.branin.space
    }

    /// Hands out 60 trials to three workers, of which a random one ends at a time.
    private func points<Source: Sampler>(_ sampler: Source, endsBy seed: UInt64) -> [ParameterPoint] {
        var queue = TrialQueue(sampler: sampler, workers: 3)
        var generator = SeededGenerator(seed: seed)
        var running: [(number: Int, point: ParameterPoint)] = []
        while queue.points.count < 60 {
            while running.count < 3, let trial = queue.next() { running.append(trial) }
            let ended = running.remove(at: generator.index(below: running.count))
            queue.end(ended.number, .loss(SearchBenchmark.branin.loss(at: ended.point)))
        }
        return Array(queue.points.prefix(60))
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func findsTheSameWhoeverEndsFirst(seed: UInt64) {
        let parzen = ParzenSampler(space: space, seed: 3)
        let strategy = EvolutionStrategySampler(space: space, seed: 3)
        let raced = RacedSampler(space: space, seed: 3)

        #expect(points(parzen, endsBy: seed) == points(parzen, endsBy: 77))
        #expect(points(strategy, endsBy: seed) == points(strategy, endsBy: 77))
        #expect(points(raced, endsBy: seed) == points(raced, endsBy: 77))
    }

    @Test func waitsForTheTrialThatIsTwoBefore() {
        var queue = TrialQueue(sampler: RandomSampler(space: space, seed: 1), workers: 2)

        #expect(queue.next()?.number == 0)
        #expect(queue.next()?.number == 1)
        #expect(queue.next() == nil)
        queue.end(1, .loss(1))
        #expect(queue.next() == nil)
        queue.end(0, .failed)
        #expect(queue.next()?.number == 2)
        #expect(queue.next()?.number == 3)
        #expect(queue.sampler.history.trials.map(\.number) == [0, 1])
    }
}
