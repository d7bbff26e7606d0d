import ArgumentParser
import Domain
import Engine

/// Trains a run once more from its hashes and says whether it comes out the same.
struct ReproduceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reproduce",
        abstract: "Trains a run once more from its dataset, base model, recipe and seed; 1 where it is not the same.",
        discussion: """
            A worker process of its own trains; no engine is needed, and one that runs is not disturbed. Nothing is
            written into the state. It ends with 0 where model and score are equal bit by bit, else with 1.
            """)

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
            guard place.elsewhere == nil else {
                throw ValidationError(
                    "reproduce trains where the datasets are; run it on the engine's machine, without --engine")
            }
            let history = try place.history()
            let name = try NamedPipeline.one(pipeline, among: try history.pipelines())
            let sources = try history.sources(ofRun: number, in: name)
            guard let sources else {
                StandardError.print("there is no run \(number) of \(name); `flywheel runs \(name)` lists them")
                throw ExitCode(1)
            }
            let result: RunReproduction
            do {
                result = try await reproduction(of: sources, name, at: place)
            } catch {
                if json { print(try JSONLine.text(Problem(pipeline: name.rawValue, run: number, problem: "\(error)"))) }
                StandardError.print("run \(number) of \(name) cannot be reproduced: \(error)")
                throw ExitCode(1)
            }
            for line in json ? [try JSONLine.text(result)] : result.lines { print(line) }
            if !result.isEqual { throw ExitCode(1) }
        }
    }

    private struct Problem: Encodable {
        var pipeline: String
        var run: Int
        var isEqual = false
        var problem: String
    }

    private func reproduction(
        of sources: RunSources, _ name: PipelineName, at place: EnginePlace
    ) async throws -> RunReproduction {
        let assignment = try RunRebuild.assignment(of: sources)
        let folder = RebuildFolder(state: place.stateDirectory)
        let report: TrialReport
        do {
            try folder.fill(for: assignment)
            let pool = WorkerPool(executable: EngineAssembly.executablePath, artifactDirectory: folder.path)
            report = await pool.run(assignment) { _ in }
        } catch {
            try folder.remove()
            throw error
        }
        try folder.remove()
        return try RunReproduction(pipeline: name, run: sources.run, report: report)
    }
}
