import Domain
import Testing

@testable import Engine

/// The guardrails of a canary on pairs and answers whose truth is known.
struct GuardrailTests {
    private static let classes = ["0", "1"]

    private static func definition(_ change: (inout PipelineDefinition) -> Void = { _ in }) -> PipelineDefinition {
        var gates = GateDefinition()
        gates.limits.sliceRows = 50
        var definition = PipelineDefinition(
            name: PipelineName(rawValue: "p"), task: .classification(classes: classes),
            source: SourceDefinition(file: "", timeColumn: "time", unitColumn: nil, targetColumn: "label"),
            columns: [Column(name: "region", kind: .category), Column(name: "price", kind: .number)],
            labels: LabelDefinition(delay: .zero, horizon: .days(30)), gates: gates)
        definition.canary.guards.guardrails.scoreShift = 0.5
        change(&definition)
        return definition
    }

    private static func event(_ region: String, price: Double = 1) -> Event {
        Event(
            id: 1, time: Rehearsal.start, unit: nil, values: [.category(region), .number(price)], lags: [])
    }

    private static func answer(_ category: Int) -> Output {
        .probabilities(category == 0 ? [0.9, 0.1] : [0.1, 0.9])
    }

    /// Which guardrail breaks within so many pairs; each model is wrong with a chance that the region has.
    private func broken(
        pairs: Int, seed: UInt64, _ definition: PipelineDefinition, regions: [String] = ["a", "b", "c", "d"],
        champion: (String) -> Double, candidate: (String) -> Double
    ) throws -> GuardrailState? {
        var generator = SeededGenerator(seed: seed)
        var guardrails = try #require(Guardrails(definition, lossScale: 1))
        for _ in 0..<pairs {
            let region = regions[Int(generator.unitInterval() * Double(regions.count))]
            let truth = generator.unitInterval() < 0.5 ? 0 : 1
            let old = generator.unitInterval() < champion(region) ? 1 - truth : truth
            let new = generator.unitInterval() < candidate(region) ? 1 - truth : truth
            guardrails.add(
                GuardrailPair(
                    event: Self.event(region, price: generator.unitInterval()), truth: .category(truth),
                    champion: Self.answer(old), candidate: Self.answer(new),
                    difference: (new == truth ? 0 : 1) - (old == truth ? 0 : 1)))
            if let broken = guardrails.brokenByLabels { return broken }
        }
        return nil
    }

    @Test func takesACandidateThatIsAsBadAsTheMarginOnEachPartOutInAFewRunsAtMost() throws {
        let definition = Self.definition { $0.gates.limits.slices = ["region", "price"] }

        let broken = try (UInt64(0)..<60).count { seed in
            try self.broken(
                pairs: 600, seed: seed, definition, champion: { _ in 0.1 }, candidate: { _ in 0.15 }) != nil
        }

        #expect(broken <= 3, "5 % at most")
    }

    @Test func findsAPartOnWhichABetterCandidateIsWorse() throws {
        let definition = Self.definition { $0.gates.limits.slices = ["region"] }

        let found = try (UInt64(0)..<30).compactMap { seed in
            try broken(
                pairs: 1_200, seed: seed, definition, champion: { _ in 0.3 },
                candidate: { $0 == "c" ? 0.7 : 0.05 })
        }

        #expect(found.count >= 29)
        #expect(found.allSatisfy { $0.kind == .slices && $0.subject == "region c" && $0.count >= 50 })
    }

    @Test func cutsANumberIntoQuarters() throws {
        var guardrail = SliceGuardrail(name: "price", column: 1, margin: 0.05, minimum: 40)
        for price in 1...80 {
            _ = guardrail.add(0, of: Self.event("a", price: Double((price - 1) % 40 + 1)), alpha: 0.05)
        }

        let states = guardrail.states(alpha: 0.05)

        #expect(
            states.map(\.subject).sorted() == [
                "price above 30.000", "price up to 10.000", "price up to 20.000", "price up to 30.000",
            ])
        #expect(states.map(\.count) == [20, 20, 20, 20])
    }

    @Test func callsACandidateThatIsWorseForAllAlikeNoBias() throws {
        let definition = Self.definition { $0.gates.limits.protected = "region" }

        let broken = try (UInt64(0)..<40).count { seed in
            try self.broken(
                pairs: 500, seed: seed, definition, regions: ["a", "b"], champion: { _ in 0.1 },
                candidate: { _ in 0.4 }) != nil
        }

        #expect(broken <= 2, "5 % at most")
    }

    @Test func findsAGroupThatFallsBehindTheOthers() throws {
        let definition = Self.definition { $0.gates.limits.protected = "region" }

        let found = try (UInt64(0)..<20).compactMap { seed in
            try broken(
                pairs: 1_500, seed: seed, definition, regions: ["a", "b", "b"], champion: { _ in 0.2 },
                candidate: { $0 == "a" ? 0.7 : 0.1 })
        }

        #expect(found.count >= 19)
        #expect(found.allSatisfy { $0.kind == .bias && $0.subject.hasPrefix("region a: ") && $0.limit == 0.1 })
    }

    @Test func findsACandidateThatFailsNowAndThen() throws {
        var guardrails = try #require(Guardrails(Self.definition(), lossScale: 1))
        var generator = SeededGenerator(seed: 3)
        var asked = 0
        while guardrails.brokenByAnswers == nil, asked < 2_000 {
            asked += 1
            let fails = generator.unitInterval() < 0.1
            guardrails.add(
                champion: Self.answer(0), candidate: fails ? .probabilities([.nan, .nan]) : Self.answer(0))
        }

        #expect(guardrails.brokenByAnswers?.kind == .errors)
        #expect(asked < 300)
    }

    @Test func findsAnswersThatAreAllOfOneClassBeforeAnyLabel() throws {
        var guardrails = try #require(Guardrails(Self.definition(), lossScale: 1))
        var asked = 0
        while guardrails.brokenByAnswers == nil, asked < 2_000 {
            asked += 1
            guardrails.add(champion: Self.answer(asked % 5 == 0 ? 1 : 0), candidate: Self.answer(1))
        }

        let broken = try #require(guardrails.brokenByAnswers)
        #expect(broken.kind == .scores)
        #expect(broken.subject == "less 0")
        #expect(asked == 200, "it waits for min_pairs answers")
    }

    @Test func takesAnAnswerAtTheLimitOfTheShiftOutInAFewRunsAtMost() throws {
        let broken = try (UInt64(0)..<60).count { seed in
            var generator = SeededGenerator(seed: seed)
            var guardrails = try #require(Guardrails(Self.definition(), lossScale: 1))
            for _ in 0..<600 where guardrails.brokenByAnswers == nil {
                let shifts = generator.unitInterval() < 0.5
                let fails = generator.unitInterval() < 0.01
                guardrails.add(
                    champion: Self.answer(0), candidate: fails ? .value(.nan) : Self.answer(shifts ? 1 : 0))
            }
            return guardrails.brokenByAnswers != nil
        }

        #expect(broken <= 3, "5 % at most")
    }

    @Test func isNotThereWhereTheFileTurnsItOff() {
        let definition = Self.definition { $0.canary.guards.guardrails.alpha = 0 }

        #expect(Guardrails(definition, lossScale: 1) == nil)
    }

    @Test func looksAtNoPairWhereTheAnswerChangesWhatHappens() throws {
        let definition = Self.definition {
            $0.canary.exposure.mode = .split
            $0.gates.limits.slices = ["region"]
            $0.gates.limits.protected = "region"
        }

        let guardrails = try #require(Guardrails(definition, lossScale: 1))

        #expect(guardrails.states.map(\.kind) == [.errors, .scores, .scores])
    }

    /// The candidate takes three times the champion's time, both far below what a prediction may take.
    @Test(arguments: [(2.0, true), (5.0, false)])
    func aCandidateThatIsManyTimesSlowerGoesWhereTheFileSaysSo(times: Double, goes: Bool) throws {
        let definition = Self.definition { $0.gates.limits.growth = times }
        var guardrails = try #require(Guardrails(definition, lossScale: 1))

        for _ in 0..<200 {
            var timings = ModelTimings(candidate: ModelVersion(rawValue: 2))
            timings.add(candidate: 3_000, champion: 1_000, limit: 2e6, times: times)
            guardrails.add(timings)
        }

        #expect((guardrails.brokenByAnswers != nil) == goes)
        if goes { #expect(guardrails.brokenByAnswers?.subject == "answers that take over 2.0 times the champion's") }
    }
}
