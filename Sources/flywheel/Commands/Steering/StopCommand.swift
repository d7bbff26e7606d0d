import ArgumentParser
import Domain
import Glibc
import Serving

/// Ends the engine that runs here: what it has is committed, and the lock is free.
struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Drains and ends the engine that runs here, and waits for its end.")

    @OptionGroup var options: PlaceOptions

    @Option(help: "Seconds to wait for the end.")
    var timeout = 60.0

    @Flag(help: "Print one JSON object.")
    var json = false

    private struct Answer: Encodable {
        var command = "stop"
        var done: Bool
        var sentence: String
        /// The engine's; nil where none runs.
        var process: Int32?
    }

    func validate() throws {
        guard timeout > 0, timeout <= 86_400 else {
            throw ValidationError("--timeout is \(timeout); use seconds above 0, at most 86400")
        }
    }

    func run() async throws {
        try await Running.reporting {
            let place = try options.place()
            if place.elsewhere != nil { return try stopElsewhere(place) }
            let end = ContinuousClock.now + .seconds(timeout)
            guard let process = place.holder else { return try say("no engine runs here", nil) }
            try ask(process, at: place)
            while place.holder == process {
                guard ContinuousClock.now < end else {
                    throw try late(process, ", or end it with `kill -9 \(process)` (what is committed stays)")
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            try say("the engine has ended, process \(process)", process)
        }
    }

    private func say(_ sentence: String, _ process: Int32?) throws {
        print(json ? try JSONLine.text(Answer(done: true, sentence: sentence, process: process)) : sentence)
    }

    private func late(_ process: Int32, _ remedy: String = "") throws -> ExitCode {
        let sentence =
            "process \(process) still drains after \(Int(timeout)) s; wait longer with --timeout" + remedy
        if json { print(try JSONLine.text(Answer(done: false, sentence: sentence, process: process))) }
        StandardError.print(sentence)
        return ExitCode(1)
    }

    private func stopElsewhere(_ place: EnginePlace) throws {
        guard let client = try place.client() else { return }
        guard try client.stop(seconds: timeout) else {
            throw try late(client.engine.process)
        }
        try say("the engine has ended, process \(client.engine.process)", client.engine.process)
    }

    /// By its socket; by a signal where it speaks another version, or has none yet.
    private func ask(_ process: Int32, at place: EnginePlace) throws {
        do {
            if let client = try place.client() {
                _ = try client.stop(seconds: timeout)
                return
            }
        } catch {
            StandardError.print("\(error); asking by signal")
        }
        guard kill(process, SIGTERM) == 0 else {
            throw ControlError.unreachable(socket: place.socket, reason: String(cString: strerror(errno)))
        }
    }
}
