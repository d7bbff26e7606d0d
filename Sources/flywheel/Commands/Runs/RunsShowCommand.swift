import ArgumentParser
import Domain

/// The whole record of one run.
struct RunsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One run in full: trigger, search, dataset, recipe, curve, cost, model, version, rollout, decision.")

    @Argument(help: "The run's number.")
    var number: Int

    @Argument(help: "The pipeline; it may be left out where there is only one.")
    var pipeline: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var options: PlaceOptions

    func run() async throws {
        try await Running.reporting {
            let place = try options.place()
            let history = try place.history()
            let name = try NamedPipeline.one(pipeline, among: try history.pipelines())
            let folder = place.elsewhere == nil ? place.stateDirectory : nil
            let story = try RunStory(number, of: name, in: history, filesIn: folder)
            for line in json ? [try JSONLine.text(story)] : story.lines { print(line) }
        }
    }
}
