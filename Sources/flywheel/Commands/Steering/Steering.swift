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

    @Flag(help: "Print one JSON object: what was done or why not, and how the pipeline stands now.")
    var json = false

    /// Hands over what `command` makes of the pipeline as the engine sees it now; 3 where the engine refuses.
    func submit(_ command: (PipelineSnapshot) throws -> Command) async throws {
        try await Running.reporting {
            let place = try options.place()
            let pipelines = try Self.client(of: place).snapshot().pipelines
            let name = try NamedPipeline.one(pipeline, among: pipelines.map(\.name))
            guard let seen = pipelines.first(where: { $0.name == name }) else { return }
            var answer = SteeringAnswer(command: nil, pipeline: name.rawValue, done: false, sentence: "")
            var lingers: String?
            do {
                let command = try command(seen)
                answer.command = command.name
                lingers = try await carryOut(command, name, at: place, &answer)
            } catch let refusal as SteeringRefusal {
                answer.sentence = refusal.sentence
            }
            answer.add(try place.client()?.snapshot().pipelines.first { $0.name == name })
            if json {
                print(try JSONLine.text(answer))
            } else if answer.done {
                print("\(name): \(answer.sentence)")
            }
            if let lingers { StandardError.print("\(name): not effective yet: \(lingers)") }
            guard answer.done else { throw json ? ExitCode(3) : try Self.refusal(answer.sentence, name, at: place) }
            if lingers != nil { throw ExitCode(1) }
        }
    }

    /// Hands the command over and fills the answer; gives why a roll back is not effective where it is not.
    private func carryOut(
        _ command: Command, _ name: PipelineName, at place: EnginePlace, _ answer: inout SteeringAnswer
    ) async throws -> String? {
        let isRollBack = if case .rollBack = command { true } else { false }
        let clock = StepClock(opening: isRollBack && !json ? "\(name): rolled back:" : nil)
        let intent = Self.intent(command, to: name, reason: reason)
        let (reply, isTold) = try await Self.client(of: place).send(intent) { clock.take($0) }
        if !isTold { clock.take(.recorded(reply)) }
        clock.end()
        if isRollBack { answer.effectiveMilliseconds = clock.effectiveMilliseconds }
        answer.recordedMilliseconds = clock.recordedMilliseconds
        switch reply {
        case .done(let sentence): (answer.done, answer.sentence) = (true, sentence)
        case .refused(let sentence): answer.sentence = sentence
        }
        return clock.lingers
    }

    private static func intent(_ command: Command, to name: PipelineName, reason: String) -> Intent {
        Intent(
            pipeline: name, command: command, user: Person.name, reason: reason,
            time: Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000)))
    }

    /// Hands a command over; 1 where no engine runs, 3 where it refuses.
    static func submit(
        _ command: Command, to name: PipelineName, reason: String, at place: EnginePlace
    ) async throws -> String {
        switch try await client(of: place).send(intent(command, to: name, reason: reason)) {
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
            throw SteeringRefusal("\(pipeline.name) has no canary")
        }
        return canary
    }
}
