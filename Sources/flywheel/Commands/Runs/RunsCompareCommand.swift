import ArgumentParser
import Domain

/// Several runs side by side.
struct RunsCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Runs side by side; ≠ marks what is not the same in all of them.")

    @Argument(help: "The runs' numbers, two or more, and the pipeline where there is more than one.")
    var words: [String]

    @OptionGroup var options: PlaceOptions

    func validate() throws {
        guard numbers.count > 1 else { throw ValidationError("name two runs or more, such as `runs compare 3 5`") }
        guard words.count - numbers.count < 2 else {
            throw ValidationError(
                "runs of one pipeline are compared; these are not all numbers: \(words.joined(separator: " "))")
        }
    }

    private var numbers: [Int] { words.compactMap { Int($0) } }

    func run() async throws {
        try await Running.reporting {
            let history = try options.place().history()
            let name = try NamedPipeline.one(words.first { Int($0) == nil }, among: try history.pipelines())
            let runs = try numbers.map { try RunStory.run($0, of: name, in: history) }
            for line in RunComparisonTable(runs: runs).lines { print(line) }
        }
    }
}
