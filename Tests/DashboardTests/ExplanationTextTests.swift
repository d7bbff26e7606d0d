import Domain
import Terminal
import Testing

@testable import Dashboard

struct ExplanationTextTests {
    private static let task = LearningTask.classification(classes: ["a", "b"])

    static let explanation: SearchExplanation = {
        var basis = ExplanationBasis(searches: [7], metric: "accuracy", higherIsBetter: true)
        (basis.trials, basis.stopped, basis.failed, basis.fit) = (41, 12, 3, 0.63)
        var explanation = SearchExplanation(basis: basis)
        explanation.shares = [
            ParameterShare(name: "learner", share: 0.5, applies: 1),
            ParameterShare(name: "boosted-trees.depth", share: 0.1, applies: 0.5),
            ParameterShare(name: "lags", share: 0.001, applies: 1),
        ]
        explanation.pairs = [PairShare(first: "learner", second: "window", share: 0.2)]
        explanation.marginals = [
            ParameterMarginal(
                name: "learner", isOrdered: false,
                values: [
                    .init(value: "linear", mean: 0.75, deviation: 0.02),
                    .init(value: "forest", mean: 0.8, deviation: 0),
                ]),
            ParameterMarginal(
                name: "boosted-trees.depth", isOrdered: true,
                values: (0..<32).map { .init(value: "\($0)", mean: 0.7 + 0.005 * Double($0), deviation: 0.01) }),
        ]
        explanation.surface = PairSurface(
            first: "learner", second: "window", rows: ["linear", "forest"], columns: (1...16).map { "\($0)" },
            means: [(1...16).map { 0.6 + 0.01 * Double($0) }, Array(repeating: 0.8, count: 16)])
        var members = [
            SearchFront.Member(
                run: 12, summary: "forest", score: MetricEstimate(value: 0.8, margin: 0.01, count: 300),
                milliseconds: 0.021, bytes: 41_000),
            SearchFront.Member(
                run: 9, summary: "linear", score: MetricEstimate(value: 0.79, margin: 0.01, count: 300),
                milliseconds: 1.2, bytes: 20_000_000),
        ]
        members[0].isOnFront = true
        explanation.front = SearchFront(search: 7, members: members, chosen: 12, reason: "Run 12 is the best of 2.")
        return explanation
    }()

    private static func lines(_ explanation: SearchExplanation, _ glyphs: GlyphSet = .unicode) -> [String] {
        ExplanationText(width: 110, glyphs: glyphs, task: task).lines(explanation)
    }

    @Test func writesSharesWithBarsPlotsAndTheFront() {
        let lines = Self.lines(Self.explanation)

        #expect(
            lines.prefix(8) == [
                "41 trials of search 7, 12 of them stopped early, 3 without a score left out: accuracy on the newest slice",
                "a forest over them explains 63 % of the variance of trials that it did not see",
                "PARAMETER            ALONE",
                "learner               50 %  ███████████████",
                "boosted-trees.depth   10 %  ███              where it applies: 50 % of the space",
                "1 more explains less than .5 %", "",
                "TOGETHER          MORE",
            ])
        #expect(lines.contains("linear  .750  ±  .020  ───────────●───────────"))
        #expect(lines.contains { $0.hasPrefix("forest  .800  ±  .000") && $0.hasSuffix("●") })
        #expect(lines.contains { $0.hasPrefix(".865 │") } && lines.contains { $0.hasPrefix(".690 │") })
        #expect(
            lines.contains("▸   12      .800  ±  .010  .021 ms  41 KB  forest"), "\(lines.joined(separator: "\n"))")
        #expect(lines.contains("1 more is beaten: one of these is at least as good in all three"))
        #expect(lines.last == "Run 12 is the best of 2.")
        #expect(lines.allSatisfy { $0.last != " " })
    }

    @Test func shadesAPairByWhatIsReached() throws {
        let lines = Self.lines(Self.explanation)
        let heading = try #require(lines.firstIndex { $0.hasPrefix("learner down, window across") })

        // Two of sixteen values share a column.
        #expect(lines[heading + 1].split(separator: " ") == ["2", "4", "6", "8", "10", "12", "14", "16"])
        #expect(lines[heading + 2].hasPrefix("linear     .615     .635  ░░ .655"))
        #expect(lines[heading + 3].hasPrefix("forest  ██ .800  ██ .800"))
    }

    @Test func keepsToASCIIWhereTheTerminalCannotShowMore() {
        let lines = Self.lines(Self.explanation, .ascii)

        #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        #expect(lines.contains("learner               50 %  ###############"))
        #expect(lines.contains("learner x window  20 %  ######"))
        #expect(!lines.contains { $0.contains("?") })
    }

    @Test func breaksSentencesAtTheWidth() {
        let lines = ExplanationText(width: 60, glyphs: .unicode, task: Self.task).lines(Self.explanation)

        #expect(lines[0] == "41 trials of search 7, 12 of them stopped early, 3 without a")
        #expect(lines[1] == "score left out: accuracy on the newest slice")
    }

    @Test func saysWhatIsInTheWay() {
        var explanation = SearchExplanation(
            basis: ExplanationBasis(searches: [1, 2], metric: "accuracy", higherIsBetter: true))
        explanation.obstacle = "5 trials have a score; importance needs 12"

        #expect(
            Self.lines(explanation) == [
                "0 trials of 2 searches: accuracy on the newest slice, less the middle of its search",
                "no importance: 5 trials have a score; importance needs 12",
            ])
    }
}
