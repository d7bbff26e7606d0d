import Domain
import Foundation
import Testing

@testable import Engine

/// Checkpoints of an older program, without what was added since.
struct OlderCheckpointTests {
    @Test func readsARolloutWithoutItsLedger() throws {
        var rehearsal = Rehearsal(CanaryDefinition())
        rehearsal.feed(30, wins: 2)
        let object = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(rehearsal.machine))
        var fields = try #require(object as? [String: Any])
        #expect(fields.removeValue(forKey: "ledger") != nil)

        let machine = try JSONDecoder().decode(
            RolloutStateMachine.self, from: try JSONSerialization.data(withJSONObject: fields))

        #expect(machine.ledger == RolloutLedger())
        #expect(machine.difference == rehearsal.machine.difference)
    }

    @Test func readsAStateAndAFileWithoutTheLabelsBook() throws {
        var bench = FoldBench(CanaryDefinition())
        bench.feed(30)
        let coder = CheckpointCoder(artifacts: bench.artifacts)
        let object = try JSONSerialization.jsonObject(with: Data(try coder.encode(bench.state)))
        var fields = try #require(object as? [String: Any])
        #expect(fields.removeValue(forKey: "labelling") != nil)
        #expect(fields.removeValue(forKey: "servedEstimate") != nil)
        var definition = try #require(fields["definition"] as? [String: Any])
        var labels = try #require(definition["labels"] as? [String: Any])
        labels = labels.filter { ["delay", "horizon"].contains($0.key) }
        definition["labels"] = labels
        fields["definition"] = definition

        let state = try coder.decode(Array(try JSONSerialization.data(withJSONObject: fields)))

        #expect(state.labelling == LabelBook())
        #expect(state.servedEstimate == ServedEstimate())
        #expect(state.definition == bench.state.definition)
        #expect(state.counts == bench.state.counts)
    }
}
