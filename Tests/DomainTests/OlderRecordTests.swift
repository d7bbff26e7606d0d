import Domain
import Foundation
import Testing

/// Records as stores of an older program have them.
struct OlderRecordTests {
    @Test func readsARolloutWithoutOriginAttemptsAndDigests() throws {
        let text = """
            {"number": 1, "candidate": 2, "champion": 1, "state": {"ramping": {"step": 1}}, "isDrill": false, "gates": [],
             "transitions": [{"streamTime": 5, "from": {"warming": {}}, "to": {"ramping": {"step": 0}}, "weight": 5,
             "actor": "engine", "reason": "smoke test passed"}], "evidence": {"pairs": 3, "difference": 0, "lower": -1,
             "upper": 1, "verdict": "inconclusive", "flipsIf": ""}}
            """

        let record = try JSONDecoder().decode(RolloutRecord.self, from: Data(text.utf8))

        #expect(record.origin == RolloutOrigin())
        #expect(record.transitions.first?.attempt == nil)
        #expect(record.evidence?.pairsNeeded == nil)
    }

    @Test func readsACanaryWithoutGuards() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var text = String(decoding: try encoder.encode(CanaryDefinition()), as: UTF8.self)
        let guards = String(decoding: try encoder.encode(CanaryGuards()), as: UTF8.self)
        #expect(text.contains("\"guards\""))
        text = text.replacing(",\"guards\":\(guards)", with: "").replacing("\"guards\":\(guards),", with: "")

        let definition = try JSONDecoder().decode(CanaryDefinition.self, from: Data(text.utf8))

        #expect(definition == CanaryDefinition())
    }

    @Test func readsASearchThatBlendsNothing() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let written = String(decoding: try encoder.encode(SearchStrategy()), as: UTF8.self)
        let field = "\"ensemble\":{\"members\":\(SearchStrategy().ensemble.members)},"
        #expect(written.contains(field))

        let strategy = try JSONDecoder().decode(
            SearchStrategy.self, from: Data(written.replacing(field, with: "").utf8))

        #expect(strategy.ensemble == SearchEnsemble(members: 0))
    }

    /// Their models' bytes must stay the same, so that their names do.
    @Test func writesARecipeThatIsNoBlendAsEver() throws {
        let recipe = TrialSpecification(
            learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 100,
            hyperparameters: [], seed: 1)
        let cost = #"{"wallSeconds":1,"cpuSeconds":2,"peakBytes":3,"host":"here"}"#

        let text = String(decoding: try JSONEncoder().encode(recipe), as: UTF8.self)

        #expect(!text.contains("members"))
        #expect(try JSONDecoder().decode(TrialCost.self, from: Data(cost.utf8)).answerNanoseconds == nil)
    }

    /// Its decoder is written by hand: each value other than the standard one must come back.
    @Test func readsBackEveryGuardThatItWrote() throws {
        var guards = CanaryGuards()
        guards.start = .approval
        guards.secondPerson = true
        guards.owners = ["ann"]
        guards.newcomer = .race
        guards.promotionsADay = 3
        guards.warmingTime = .minutes(1)
        guards.reminder = .hours(2)
        guards.sampleRatioAlpha = 0.01
        guards.errorLimit = 7
        guards.errorDeadline = .hours(3)
        guards.errorShare = 0.02
        guards.bakeTime = .hours(5)
        guards.harmBudget = 4
        guards.promotionBudget = 5
        guards.guardrails.alpha = 0.1
        guards.guardrails.scoreShift = 0.2
        guards.rollbackWindow = 6
        guards.awaitsPlane = true

        #expect(try JSONDecoder().decode(CanaryGuards.self, from: JSONEncoder().encode(guards)) == guards)
    }

    @Test(arguments: [RolloutState.errored(from: .held(.gate, step: 2)), .awaitingStart, .errored(from: .warming)])
    func readsBackTheStateThatItWrote(_ state: RolloutState) throws {
        let text = try JSONEncoder().encode(state)

        #expect(try JSONDecoder().decode(RolloutState.self, from: text) == state)
    }
}
