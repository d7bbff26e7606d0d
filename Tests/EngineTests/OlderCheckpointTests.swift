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
}
