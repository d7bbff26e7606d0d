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
            guard let process = place.holder else { return print("no engine runs here") }
            try ask(process, at: place)
            while place.holder == process {
                guard ContinuousClock.now < end else {
                    StandardError.print(
                        "process \(process) still drains after \(Int(timeout)) s; wait longer with --timeout, "
                            + "or end it with `kill -9 \(process)` (what is committed stays)")
                    throw ExitCode(1)
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            print("the engine has ended, process \(process)")
        }
    }

    private func stopElsewhere(_ place: EnginePlace) throws {
        guard let client = try place.client() else { return }
        guard try client.stop(seconds: timeout) else {
            StandardError.print(
                "process \(client.engine.process) still drains after \(Int(timeout)) s; wait longer with --timeout")
            throw ExitCode(1)
        }
        print("the engine has ended, process \(client.engine.process)")
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
