import ArgumentParser
import Domain

/// Champion against candidate, line by line.
struct RunsDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Two versions or runs side by side: recipe, data, measures, verdicts, lineage; ≠ marks what differs.",
        discussion: """
            Name both, as versions (v3) or runs (12): `runs diff v3 v4`. Without them, the champion and the candidate of
            the canary that runs, or of the last one.
            """)

    @Argument(help: "Two of vN or a run's number, and the pipeline where there is more than one.")
    var words: [String] = []

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var options: PlaceOptions

    private var sides: [String] { words.filter { Int($0) != nil || VersionSide.number($0) != nil } }

    func validate() throws {
        guard [0, 2].contains(sides.count), words.count - sides.count < 2 else {
            throw ValidationError("name two versions or runs, such as `runs diff v3 v4`, or none for the last canary's")
        }
    }

    func run() async throws {
        try await Running.reporting {
            let history = try options.place().history()
            let other = words.first { !sides.contains($0) }
            let name = try NamedPipeline.one(other, among: try history.pipelines())
            var pair = sides
            if pair.isEmpty {
                guard let last = try history.rollouts(name, limit: 1).last else {
                    StandardError.print("\(name) had no canary yet; name two runs, such as `runs diff 3 5`")
                    throw ExitCode(1)
                }
                pair = ["\(last.champion)", "\(last.candidate)"]
            }
            let diff = VersionDiff(
                try VersionSide(pair[0], of: name, in: history), try VersionSide(pair[1], of: name, in: history),
                of: name)
            for line in json ? [try JSONLine.text(diff)] : diff.lines { print(line) }
        }
    }
}
