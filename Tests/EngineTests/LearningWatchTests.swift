import Domain
import Testing

@testable import Engine

/// A champion that learns on, and what becomes of it where its lessons make it worse.
struct LearningWatchTests {
    /// Right on all but each third event, until it has learned `spoiledBy` labels: then it is wrong on every event.
    private struct Pupil: PublishedModel {
        var spoiledBy: Int
        var learned = 0

        func predict(_ event: Event) -> Output {
            let truth = Int(event.id % 2)
            let isWrong = learned >= spoiledBy || event.id % 3 == 0
            return .probabilities(isWrong == (truth == 1) ? [0.8, 0.2] : [0.2, 0.8])
        }

        mutating func learn(_ event: LabelledEvent) { learned += 1 }
    }

    private static func bench(spoiledBy: Int, every: Int = 200) -> FoldBench {
        var bench = FoldBench(CanaryDefinition())
        bench.state.definition.live.checkpointLabels = every
        bench.serve(live: Pupil(spoiledBy: spoiledBy))
        return bench
    }

    @Test func goesBackToTheLastGoodCopyAndSaysSo() throws {
        var bench = Self.bench(spoiledBy: 500)
        bench.feed(500)
        #expect(bench.state.champion?.learnedThrough ?? 0 > 400)
        #expect(bench.state.alerts.firing.isEmpty)

        bench.feed(60)

        let champion = try #require(bench.state.champion)
        #expect(champion.learnedThrough < 500)
        #expect(champion.version == ModelVersion(rawValue: 1))
        let alert = try #require(bench.state.alerts.firing.first { $0.rule == .learning })
        #expect(alert.text.contains("v1 goes back to what it knew"))
        #expect(bench.changes.audits.contains { $0.kind == .rollBack && $0.text.contains("learning made it worse") })
    }

    @Test func theAlertEndsWhenACopyIsGoodAgain() throws {
        var bench = Self.bench(spoiledBy: 500)
        bench.feed(560)
        #expect(bench.state.alerts.firing.contains { $0.rule == .learning })
        // It learns anew from a copy that nothing spoils any more.
        bench.serve(live: Pupil(spoiledBy: .max))
        bench.feed(1_000)

        #expect(!bench.state.alerts.firing.contains { $0.rule == .learning })
    }

    @Test func staysWhereTheStreamMakesBothWorse() {
        var bench = Self.bench(spoiledBy: .max)
        bench.feed(3_000)

        #expect(bench.state.champion?.learnedThrough ?? 0 > 2_500)
        #expect(!bench.state.alerts.firing.contains { $0.rule == .learning })
    }

    @Test func keepsNoCopyWhereNoneIsWanted() {
        var bench = Self.bench(spoiledBy: 500, every: 0)
        bench.feed(800)

        #expect(bench.state.learning == nil)
        #expect(bench.state.champion?.learnedThrough ?? 0 > 600)
    }

    @Test func aChampionThatDoesNotLearnIsNotWatched() {
        var bench = FoldBench(CanaryDefinition())
        bench.feed(400)

        #expect(bench.state.learning == nil)
    }

    /// Two models that are as good, differing by chance: the one that learns goes back in hardly any of the runs.
    @Test func seldomGoesBackForNothing() {
        var returns = 0
        for seed in UInt64(0)..<100 {
            var generator = SeededGenerator(seed: seed)
            var bench = Self.bench(spoiledBy: .max)
            bench.serve(live: Wavering(generator.next()))
            bench.feed(1_000)
            if bench.changes.audits.contains(where: { $0.text.contains("learning made it worse") }) { returns += 1 }
        }
        #expect(returns <= 2)
    }

    /// Wrong on a tenth of the events, on others after each lesson.
    private struct Wavering: PublishedModel {
        var seed: UInt64
        var learned: UInt64 = 0

        init(_ seed: UInt64) { self.seed = seed }

        func predict(_ event: Event) -> Output {
            var generator = SeededGenerator(seed: seed &+ learned &* 977 &+ UInt64(bitPattern: event.id))
            let truth = Int(event.id % 2)
            let answer = generator.unitInterval() < 0.1 ? 1 - truth : truth
            return .probabilities(answer == 0 ? [0.8, 0.2] : [0.2, 0.8])
        }

        mutating func learn(_ event: LabelledEvent) { learned += 1 }
    }
}
