import ArgumentParser
import Dashboard
import Domain
import Engine
import Foundation
import Terminal

/// Which parameters mattered, and why one trial was chosen.
struct RunsExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Which parameters decided what trials reached, and a search's front of quality, time and size.",
        discussion: """
            A random forest learns what the trials reached. Its variance over the whole space is split by parameters
            (functional ANOVA): what each explains alone, and what two explain together beyond that. Without --search all
            searches of the pipeline are looked at, each trial beside the middle of its own search; the front is that of
            the newest search.
            """)

    @Argument(help: "The pipeline; it may be left out where there is only one.")
    var pipeline: String?

    @Option(help: "The number of one search; without it all.")
    var search: Int?

    @Option(help: "The parameter to draw, such as learner or boosted-trees.depth; without it the most important ones.")
    var parameter: String?

    @Option(help: "Two parameters to draw together, such as learner,window; without it the most important pair.")
    var pair: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false

    @OptionGroup var options: PlaceOptions

    func validate() throws {
        guard pair == nil || names != nil else {
            throw ValidationError("--pair is \(pair ?? ""); name two parameters, such as learner,window")
        }
    }

    private var names: (first: String, second: String)? {
        guard let parts = pair?.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }),
            parts.count == 2, parts[0] != parts[1], !parts.contains("")
        else { return nil }
        return (parts[0], parts[1])
    }

    func run() async throws {
        try await Running.reporting {
            let place = try options.place()
            let history = try place.history()
            let name = try NamedPipeline.one(pipeline, among: try history.pipelines())
            let source: ExplanationSource
            var explanation: SearchExplanation
            do {
                source = try ExplanationSource(name, search: search, in: history)
                explanation = try source.explainer.explanation(parameter: parameter, pair: names)
            } catch let obstacle as ExplanationSource.Obstacle {
                StandardError.print(obstacle.sentence)
                throw ExitCode(obstacle.code)
            } catch let unknown as UnknownParameter {
                StandardError.print("\(unknown)")
                throw ExitCode(2)
            }
            if let names, explanation.surface == nil, explanation.obstacle == nil {
                StandardError.print("\(names.first) and \(names.second) never apply together")
            }
            explanation.front = try source.front()
            guard !json else { return print(try JSONLine.text(explanation)) }
            let isUTF8 = await Locale.isUTF8
            let text = ExplanationText(
                width: 80, glyphs: ascii || !isUTF8 ? .ascii : .unicode, task: source.definition.task)
            for line in text.lines(explanation) { print(line) }
        }
    }
}
