import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// A column that knows the label from some row on, in a whole engine.
struct LeakLoopTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let rows: Int64 = 3_000
    private static let from: Int64 = 1_000

    /// The synthetic stream, whose second number is the label itself from row 1,000 on.
    private struct LeakingStream: EventSource {
        var stream: SyntheticStream
        let labels: [Int64: FieldValue]

        init(resumingAt position: SourcePosition?) throws(SourceError) {
            func fresh(_ position: SourcePosition?) -> SyntheticStream {
                SyntheticStream(drift: .abrupt(at: 1_500), rows: rows, noise: 0.1, seed: 7, resumingAt: position)
            }
            var whole = fresh(nil)
            var labels: [Int64: FieldValue] = [:]
            for _ in 0..<100 {
                for case .label(let number, let value, _) in try whole.next(rows: 200, until: nil).items {
                    labels[number] = value
                }
            }
            self.labels = labels
            stream = fresh(position)
        }

        mutating func next(rows: Int, until limit: Timestamp?) throws(SourceError) -> SourceBatch {
            var batch = try stream.next(rows: rows, until: limit)
            batch.items = batch.items.map { item in
                guard case .row(var row) = item, row.number >= from, let label = labels[row.number] else { return item }
                let truth = LearningTask.classification(classes: ["0", "1"]).truth(of: label)
                row.values[1] = .number(truth?.number == 1 ? 0.9 : -0.9)
                return .row(row)
            }
            return batch
        }
    }

    private static func run(_ change: (inout PipelineDefinition) -> Void = { _ in }) async throws -> World {
        let world = try World()
        var definition = World.definition()
        // The first search comes when the column has known the label for long.
        definition.triggers = [TriggerDefinition(kind: .newRows(count: 1_300), coolDown: .days(3))]
        change(&definition)
        let engine = world.engine()
        try await engine.add(definition) { position throws(SourceError) in
            try LeakingStream(resumingAt: position)
        }
        try await engine.run()
        return world
    }

    @Test func isNamedInTheRecordAndTheAlertsAndCostsNoTrial() async throws {
        let world = try await Self.run()
        let runs = try world.store.runs(Self.name, limit: 100)
        let alerts = try world.store.alerts(Self.name, limit: 100).filter { $0.rule == .leak }
        let searches = try world.store.triggers(Self.name, limit: 100).filter { $0.number > 1 }

        #expect(!searches.isEmpty && searches.allSatisfy { $0.outcome == .failed })
        let later = runs.filter { $0.search > 1 }
        #expect(later.count == searches.count)
        #expect(later.allSatisfy { $0.failure == .leak && $0.message.hasPrefix("column second alone gives the label") })
        #expect(alerts.last?.subject == "second" && alerts.last?.state == .firing)
        #expect(try world.store.rollouts(Self.name, limit: 10).isEmpty)
        #expect(try world.store.versions(Self.name, limit: 10).count == 1)
    }

    /// Who knows that the column is known in time says so, and the search goes on.
    @Test func isToldAloneWhereTheDataGateIsAdvisory() async throws {
        let world = try await Self.run { $0.gates.limits.advisory = [.data] }
        let runs = try world.store.runs(Self.name, limit: 100)

        #expect(runs.contains { $0.search > 1 && $0.state == .completed })
        #expect(try world.store.alerts(Self.name, limit: 100).contains { $0.rule == .leak })
    }
}
