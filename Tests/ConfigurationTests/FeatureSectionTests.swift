import Domain
import Testing

@testable import flywheel

/// The section `features` of a pipeline file.
struct FeatureSectionTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    private func read(_ line: String) throws -> (features: FeatureDefinition?, problems: [String]) {
        let text = ScratchWorkspace.pipeline + "\n" + line
        let path = try workspace.folder.write(text, to: "pipelines/p.yaml")
        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()
        return (
            definition?.features, problems.filter { !$0.isWarning }.map { "\($0.key) is \($0.found); \($0.remedy)" }
        )
    }

    @Test func asksForNothingWithoutTheSectionAndForWhatIsGoodWithAnEmptyOne() throws {
        let (none, first) = try read("")
        let (good, second) = try read("features: {}")

        #expect(none == FeatureDefinition())
        #expect(good?.rolling == [12, 48])
        #expect(good?.encodings == ["kind"])
        #expect(good?.entity == nil && good?.crosses == [])
        #expect(first + second == [])
    }

    @Test func readsEveryFamily() throws {
        let (features, problems) = try read(
            "features: {lags: [2h], rolling: [6], rolling_columns: [price], seasonal: [1d], entity: kind, encodings: [kind]}"
        )

        #expect(problems == [])
        #expect(
            features
                == FeatureDefinition(
                    lags: [.hours(2)], rolling: [6], rollingColumns: ["price"], seasonal: [.days(1)], entity: "kind",
                    encodings: ["kind"]))
    }

    @Test(arguments: [
        ("rolling: [1, 5]", "features.rolling is [1, 5]; use a list of whole numbers from 2 to 1000"),
        ("rolling: [2, 3, 4, 5, 6, 7, 8]", "features.rolling is 7 windows; use at most 6"),
        ("seasonal: [1m]", "features.seasonal is [1m]; use a list of times from 1h to 400d"),
        ("rolling_columns: [kind]", "features.rolling_columns is kind, a category; use a column of type number"),
        ("rolling_columns: [prize]", "features.rolling_columns is prize, which is no column; did you mean price?"),
        (
            "rolling: [], rolling_columns: [price]",
            "features.rolling_columns is given without a window; name windows in rolling, or remove it"
        ),
        ("entity: knd", "features.entity is knd, which is no column; did you mean kind?"),
        ("encodings: perhaps", "features.encodings is \"perhaps\"; use true, false or a list of columns"),
        ("encodings: [price]", "features.encodings is price, a number; use a column of type category"),
        (
            "crosses: [[kind, kind]]",
            "features.crosses is a list of lists or maps; use auto, none or a list of pairs of columns such as [[colour, size]]"
        ),
        (
            "crosses: [[kind, price]]",
            "features.crosses is price, a number; use a column of type category or boolean"
        ),
    ])
    func saysWhatIsWrong(line: String, problem: String) throws {
        #expect(try read("features: {\(line)}").problems == [problem])
    }
}
