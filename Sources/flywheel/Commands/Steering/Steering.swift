import ArgumentParser
import Domain
import Foundation
import Serving

/// What the commands that steer a pipeline share: they do what the keys do, and are in the audit log like them.
struct Steering: ParsableArguments {
    @Argument(help: "The pipeline; it may be left out where there is only one.")
    var pipeline: String?

    @OptionGroup var options: PlaceOptions

    @Option(help: "Why, for the audit log.")
    var reason = ""

    /// Hands over what `command` makes of the pipeline as the engine sees it now; 3 where the engine refuses.
    func submit(_ command: (PipelineSnapshot) throws -> Command) async throws {
        try await Running.reporting {
            let place = try options.place()
            let pipelines = try Self.client(of: place).snapshot().pipelines
            let name = try NamedPipeline.one(pipeline, among: pipelines.map(\.name))
            guard let seen = pipelines.first(where: { $0.name == name }) else { return }
            print("\(name): \(try await Self.submit(try command(seen), to: name, reason: reason, at: place))")
        }
    }

    /// Hands a command over; 1 where no engine runs, 3 where it refuses.
    static func submit(
        _ command: Command, to name: PipelineName, reason: String, at place: EnginePlace
    ) async throws -> String {
        let intent = Intent(
            pipeline: name, command: command, user: Person.name, reason: reason,
            time: Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000)))
        switch try await client(of: place).send(intent) {
        case .done(let sentence): return sentence
        case .refused(let sentence): throw try refusal(sentence, name, at: place)
        }
    }

    private static func client(of place: EnginePlace) throws -> ControlClient {
        if let client = try place.client() { return client }
        StandardError.print(
            place.holder.map { "the engine, process \($0), does not answer yet; try again" }
                ?? "no engine runs here; start one with `flywheel run`")
        throw ExitCode(1)
    }

    /// Says what was refused and what is true now.
    static func refusal(_ sentence: String, _ name: PipelineName, at place: EnginePlace) throws -> ExitCode {
        StandardError.print("refused: \(sentence)")
        let now = try place.client()?.snapshot().pipelines.first { $0.name == name }
        if let canary = now?.canary { StandardError.print("\(name) now: \(CanaryText.state(canary))") }
        return ExitCode(3)
    }

    /// The pipeline's canary; refused where it never had one.
    static func canary(of pipeline: PipelineSnapshot) throws -> CanarySnapshot {
        guard let canary = pipeline.canary else {
            StandardError.print("refused: \(pipeline.name) has no canary")
            throw ExitCode(3)
        }
        return canary
    }
}
