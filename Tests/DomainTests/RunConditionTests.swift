import Domain
import Testing

struct RunConditionTests {
    private static let task = LearningTask.classification(classes: ["0", "1"])

    private static func comparison(
        _ field: RunField, _ operation: RunComparison.Operation, _ value: RunValue
    ) -> RunCondition {
        .comparison(RunComparison(column: .field(field), operation: operation, value: value))
    }

    @Test func bindsAndBeforeOrAndParenthesesBeforeBoth() throws {
        let plain = try RunConditionParser.condition(
            "accuracy > 0.9 and learner = linear OR rows>=5e2", task: Self.task)
        let grouped = try RunConditionParser.condition(
            "score > .9 and (learner = linear or rows >= 500)", task: Self.task)

        let (score, learner, rows) = (
            Self.comparison(.score, .greater, .number(0.9)), Self.comparison(.learner, .equal, .word("linear")),
            Self.comparison(.rows, .atLeast, .number(500))
        )
        #expect(plain == .any([.all([score, learner]), rows]))
        #expect(grouped == .all([score, .any([learner, rows])]))
    }

    @Test func readsSettingsVersionsAndQuotedWords() throws {
        let condition = try RunConditionParser.condition(
            "boosted-trees.depth <= 6 and version = v3 and recipe ~ \"and or\"", task: Self.task)

        let depth = RunComparison(
            column: .setting(learner: .gradientBoosting, name: "depth"), operation: .atMost, value: .number(6))
        #expect(
            condition
                == .all([
                    .comparison(depth), Self.comparison(.version, .equal, .number(3)),
                    Self.comparison(.recipe, .contains, .word("and or")),
                ]))
    }

    @Test(arguments: [
        ("", "at its end: a column's name is missing; write a comparison such as score > 0.9"),
        ("score", "at its end: a comparison is missing after score; write one of = != < <= > >= ~"),
        ("score >", "at its end: a value is missing after score >; write a number or a word"),
        ("score > high", "at character 9, high: score is a number; write one such as 0.9"),
        ("version > new", "at character 11, new: version is a number; write one such as 3 or v3"),
        ("score ~ 0.9", "at character 7, ~: score is a number; use = != < <= > or >="),
        ("learner < linear", "at character 9, <: learner is a word; use = != or ~"),
        ("score == 1", "at character 7, ==: write = for equal"),
        ("score > 1 && rows > 2", "at character 11, &&: write and"),
        ("score > 1 rows > 2", "at character 11, rows: write and or or between two comparisons"),
        ("score > 1)", "at character 10, ): no parenthesis is open; take this one away"),
        ("(score > 1", "at its end: the parenthesis of character 1 is open; write and, or, or )"),
        (
            "score > 1 and or rows > 1",
            "at character 15, or: a column's name is missing; write a comparison such as score > 0.9"
        ),
        ("recipe = 'a", "at character 10, 'a: the quote has no end; close it with '"),
        ("score > 1 $", "at character 11, $: this sign means nothing here; put words that hold it in quotes"),
        ("mae < 3", "at character 1, mae: this pipeline has accuracy; write score"),
        (
            "origin = hot",
            "at character 10, hot: there is no origin hot; write one of cold, warm, plain, recalled, ensemble"
        ),
        (
            "start = scrach",
            "at character 9, scrach: there is no start scrach; did you mean scratch? Write one of scratch, warm, "
                + "incremental, recall"
        ),
        ("linear. > 1", "at character 1, linear.: name a setting after the point, such as linear.depth"),
    ])
    func saysWhatIsWrongWhereAndWhatToWrite(text: String, sentence: String) {
        let error = #expect(throws: RunConditionError.self) {
            try RunConditionParser.condition(text, task: Self.task)
        }

        #expect(error?.description == sentence)
    }

    @Test func namesTheNearestColumnAndLearner() {
        let column = #expect(throws: RunConditionError.self) { try RunColumn("scroe", task: .regression) }
        let learner = #expect(throws: RunConditionError.self) { try RunColumn("boosted-tree.depth", task: .regression) }

        #expect(
            column?.problem.hasPrefix("there is no column scroe; did you mean score? Write one of number, search")
                == true)
        #expect(learner?.problem.hasPrefix("there is no learner boosted-tree; did you mean boosted-trees?") == true)
    }

    @Test func namesTheNearestSettingWhereItKnowsThem() throws {
        let settings: [Learner: [String]] = [.gradientBoosting: ["depth", "rate"], .noChange: []]
        func problem(_ name: String) -> String? {
            #expect(throws: RunConditionError.self) {
                try RunColumn(name, task: .regression, settings: settings)
            }?.problem
        }
        let inCondition = #expect(throws: RunConditionError.self) {
            try RunConditionParser.condition(
                "score > 1 and boosted-trees.dpeth > 3", task: .regression, settings: settings)
        }

        #expect(
            problem("boosted-trees.dpeth")
                == "there is no setting boosted-trees.dpeth; did you mean depth? Write one of depth, rate")
        #expect(problem("no-change.depth") == "no-change has no settings")
        #expect(problem("boosted-trees.") == "name a setting after the point, such as boosted-trees.depth")
        #expect(inCondition?.place == 15)
        #expect(
            try RunColumn("program.anything", task: .regression, settings: settings)
                == .setting(learner: .program, name: "anything"))
    }

    @Test func refusesDeepNestingInsteadOfBreaking() {
        let text = String(repeating: "(", count: 100_000) + "score > 1" + String(repeating: ")", count: 100_000)

        let error = #expect(throws: RunConditionError.self) { try RunConditionParser.condition(text, task: Self.task) }

        #expect(error?.problem == "parentheses are 40 deep already; write the condition flatter")
    }
}
