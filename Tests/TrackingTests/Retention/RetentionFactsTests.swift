import Domain
import Foundation
import Testing

@testable import Tracking

struct RetentionFactsTests {
    private let store: SQLiteHistory

    init() throws {
        store = try SQLiteHistory()
    }

    private static func digest(_ number: UInt8) -> ContentDigest {
        ContentDigest(bytes: [UInt8](repeating: number, count: 32))
    }

    private static func trial(_ run: Int, _ model: UInt8) -> PipelineInput {
        .trial(
            run: run,
            TrialReport(
                lease: "", outcome: .completed(score: nil, model: digest(model), bytes: 1, trainedRows: 1),
                cost: TrialCost(wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, host: "")))
    }

    private static func gates(_ model: UInt8) -> PipelineInput {
        .gates(
            version: ModelVersion(rawValue: 2), GateReport(moment: .start, results: []), model: digest(model))
    }

    private func commit(_ sequence: Int64, _ input: PipelineInput, checkpoint: String? = nil) throws {
        try store.commit([
            Journal.changes { changes in
                changes.entries = [LogEntry(sequence: sequence, input: input)]
                changes.checkpoint = checkpoint.map { Checkpoint(sequence: sequence, state: Array($0.utf8)) }
            }
        ])
    }

    @Test func pinsWhatBothCheckpointsAndTheLogAfterThemName() throws {
        try commit(1, Self.trial(1, 1))
        try commit(2, Self.gates(2), checkpoint: "{\"content\":\"\(Self.digest(9))\"}")
        try commit(3, Self.trial(2, 3), checkpoint: "{\"content\":\"\(Self.digest(4))\"}")
        try commit(4, Self.trial(3, 5), checkpoint: "{\"content\":[\"\(Self.digest(6))\",\"\(Self.digest(7))\"]}")
        try commit(5, Self.trial(4, 8))

        let facts = try #require(try store.retentionFacts().first)

        // The first trial's model and the oldest checkpoint's content are of no use to the next start.
        #expect(facts.roots == Set([2, 4, 5, 6, 7, 8].map(Self.digest)))
    }

    @Test func pinsTheWholeLogWhereThereIsNoCheckpoint() throws {
        try commit(1, Self.trial(1, 1))
        try commit(2, Self.trial(2, 2))

        #expect(try store.retentionFacts().first?.roots == Set([1, 2].map(Self.digest)))
    }

    @Test(arguments: [
        ("", 0), ("x", 0), (String(repeating: "a", count: 63), 0), (String(repeating: "a", count: 64), 1),
        (String(repeating: "a", count: 65), 0), (String(repeating: "A", count: 64), 0),
        ("\"\(String(repeating: "0", count: 64))\",\"\(String(repeating: "1", count: 64))\"", 2),
        (String(repeating: "a", count: 200), 0),
    ])
    func findsDigestsInAnyText(text: String, count: Int) {
        var scan = DigestScan()

        scan.read(Data(text.utf8))

        #expect(scan.found.count == count)
    }
}
