import Domain
import Engine
import Foundation
import Testing

@testable import flywheel

/// Columns that give the label away, and columns that are only good.
struct StreamLeakTests {
    /// No column of a stream that is shipped is taken for a leak, wherever in the stream a search looks.
    @Test(arguments: ["electricity", "traffic", "loans"])
    func theDemosStreamsHaveNone(name: String) throws {
        let file = "\(DemoData.folder)/pipelines/\(name).yaml"
        let definition = try #require(PipelineFile(path: file, workspace: DemoData.folder).read().definition)
        let rows = try StreamLeak.rows(of: definition, 60_000)

        #expect(rows.count > 5_000)
        for end in stride(from: 1_000, through: rows.count, by: 1_000) {
            let seen = Array(rows[..<end].suffix(2_000))
            #expect(LeakingColumn.name(in: seen, definition.columns, definition.task) == nil, "at row \(end)")
        }
    }

    private static let pipeline = """
        task: classification
        classes: ["0", "1"]
        source: {file: stream.csv, time: time, target: label}
        columns: {strong: {type: number}, later: {type: number}, code: {type: category}}
        """

    private static func column(_ line: (Int, Int, Double) -> String) throws -> String? {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 5)
        var text = "time,strong,later,code,label\n"
        for row in 0..<1_000 {
            let label = generator.unitInterval() < 0.4 ? 1 : 0
            let time = Timestamp(rawValue: Int64(row) * 60_000)
            text += "\(time),\(line(row, label, generator.unitInterval())),\(label)\n"
        }
        try folder.write(text, to: "stream.csv")
        let file = try folder.write(Self.pipeline, to: "stream.yaml")
        let definition = try #require(PipelineFile(path: file, workspace: folder.path).read().definition)
        return try StreamLeak.column(of: definition)
    }

    @Test func aGoodColumnIsNone() throws {
        // Nineteen of twenty labels follow from it.
        let found = try Self.column { _, label, chance in "\(chance < 0.05 ? 1 - label : label),\(chance),a" }

        #expect(found == nil)
    }

    @Test func theLabelItselfAndACodeForItAreFound() throws {
        let number = try Self.column { _, label, chance in "\(chance),\(Double(label) + chance / 2),a" }
        let code = try Self.column { _, label, chance in "\(chance),\(chance),\(label == 1 ? "paid" : "open")" }

        #expect(number == "later")
        #expect(code == "code")
    }

    /// One that knows the label since the newest rows only is found there.
    @Test func oneThatBeganLatelyIsFound() throws {
        let found = try Self.column { row, label, chance in "\(chance),\(row < 550 ? chance : Double(label)),a" }

        #expect(found == "later")
    }

    @Test func aPlanNamesItBeforeAnythingRuns() throws {
        let definition = try #require(
            PipelineFile(path: "\(DemoData.folder)/pipelines/loans.yaml", workspace: DemoData.folder).read().definition)

        #expect(try SearchPlan(definition, past: []).lines.allSatisfy { !$0.hasPrefix("leak") })
        #expect(
            try SearchPlan(definition, past: [], leak: "income").lines.last
                == "leak       column income alone gives the label away: is it known when a row is answered? If not, give "
                + "it feature: false; if it is, give gates.advisory: [data]")
    }
}
