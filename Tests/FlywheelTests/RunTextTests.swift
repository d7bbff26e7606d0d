import ArgumentParser
import Domain
import Testing

@testable import flywheel

struct RunTextTests {
    private static func run(_ number: Int, score: Double, depth: Double) -> FoundRun {
        let estimate = MetricEstimate(value: score, margin: 0.01, count: 100)
        return FoundRun(
            run: RunRecord(
                number: number, search: 1, kind: .trial, state: .completed,
                specification: TrialSpecification(
                    learner: .gradientBoosting, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: true),
                    window: 500, hyperparameters: [Hyperparameter("depth", depth)], seed: 4),
                summary: "trees, \"deep\"", trainedRows: 500, score: estimate,
                tracking: RunTracking(
                    origin: .warm, sampler: "tpe",
                    curve: [0.9, 0.85, 0.8].enumerated().map {
                        CurvePoint(
                            slice: $0.offset, score: MetricEstimate(value: $0.element, margin: 0.01, count: 50),
                            trainedRows: 500)
                    }, slices: 4)), version: number == 1 ? ModelVersion(rawValue: 2) : nil)
    }

    @Test(
        arguments: [
            ([1, 2, 3], "▁▅█"), ([5, 5], "▄▄"), ([], ""), ([.nan, 0, 10], " ▁█"), ([.nan], " "),
        ] as [([Double], String)])
    func drawsNumbersAsBlocks(values: [Double], line: String) {
        #expect(Sparkline.text(values) == line)
    }

    @Test func drawsTheOldestSliceFirst() {
        #expect(RunText.curve(Self.run(1, score: 0.9, depth: 3).run.tracking) == "▁▄█  .800 → .900 on 3 of 4 slices")
        #expect(RunText.curve(nil) == nil)
    }

    @Test func marksWhatDiffersAndLeavesOutWhatNoneHas() {
        let lines = RunComparisonTable(runs: [Self.run(1, score: 0.9, depth: 3), Self.run(2, score: 0.8, depth: 6)])
            .lines

        #expect(lines.first == "   RUN       1                                  2")
        #expect(lines.contains { $0.hasPrefix("≠  score") && $0.contains("0.9") && $0.hasSuffix("0.8") })
        #expect(lines.contains { $0.hasPrefix("≠  depth") && $0.hasSuffix("6") })
        #expect(lines.contains { $0.hasPrefix("≠  version   v2") && $0.hasSuffix("–") })
        #expect(lines.contains { $0.hasPrefix("   learner   boosted-trees") })
        #expect(!lines.contains { $0.contains("failure") })
    }

    @Test func quotesWhatWouldBreakALineOfValues() {
        #expect(RunTable.quoted("plain") == "plain")
        #expect(RunTable.quoted("trees, \"deep\"") == "\"trees, \"\"deep\"\"\"")
    }

    @Test(arguments: [
        (["runs", "compare", "3"], "name two runs or more, such as `runs compare 3 5`"),
        (
            ["runs", "compare", "3", "4", "a", "b"],
            "runs of one pipeline are compared; these are not all numbers: 3 4 a b"
        ),
        (["runs", "--csv", "--json"], "give --csv or --json, not both"),
        (["runs", "--offset=-1"], "--offset is -1; use 0 or more"),
    ])
    func saysWhatIsWrong(words: [String], sentence: String) {
        let error = #expect(throws: (any Error).self) { try Flywheel.parseAsRoot(words) }

        #expect(error.map { Flywheel.message(for: $0) } == sentence)
    }

    @Test func takesAPipelineOrAWordOfItsOwn() throws {
        #expect(try Flywheel.parseAsRoot(["runs"]) is RunsListCommand)
        #expect((try Flywheel.parseAsRoot(["runs", "spam", "--json"]) as? RunsListCommand)?.pipeline == "spam")
        #expect((try Flywheel.parseAsRoot(["runs", "list", "show"]) as? RunsListCommand)?.pipeline == "show")
        #expect((try Flywheel.parseAsRoot(["runs", "show", "3"]) as? RunsShowCommand)?.number == 3)
    }
}
