import CPlatform
import Domain
import Foundation
import Glibc

/// Runs the pipeline's `notify` command with the alert as JSON on its standard input.
///
/// Not by Foundation's `Process`, which learns of an end only when nothing that was started meanwhile lives any more.
struct CommandNotifier: Notifier {
    private static let limitMilliseconds: Int32 = 10_000

    private struct Message: Encodable {
        var pipeline: String
        var alert: AlertRecord
    }

    func notify(_ alert: AlertRecord, of pipeline: PipelineName, command: [String]) async -> String? {
        guard let program = command.first else { return nil }
        do {
            let body = try JSONEncoder().encode(Message(pipeline: pipeline.rawValue, alert: alert))
            return await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: Self.run(command, program, reading: body)) }
            }
        } catch {
            return "\(program) cannot be run: \(error.localizedDescription)"
        }
    }

    /// What went wrong; nil for nothing.
    private static func run(_ command: [String], _ program: String, reading body: Data) -> String? {
        // A file, as a command need not read its input.
        let input = flywheel_memory_file()
        defer { close(input) }
        guard body.withUnsafeBytes({ write(input, $0.baseAddress, $0.count) }) == body.count,
            lseek(input, 0, SEEK_SET) == 0
        else { return "\(program) cannot be run: there is no memory for the alert" }
        var arguments: [UnsafeMutablePointer<CChar>?] = (["/usr/bin/env"] + command).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid: pid_t = 0
        let failed = flywheel_start(&arguments, nil, [input, -1, -1], &pid)
        guard failed == 0 else { return "\(program) cannot be run: \(String(cString: strerror(failed)))" }
        flywheel_await_end(pid, limitMilliseconds)
        var end = flywheel_exit()
        guard flywheel_reap(pid, &end) == 0 else { return "\(program) was lost" }
        return end.status == 0
            ? nil
            : end.status < 0
                ? "\(program) was ended by signal \(-end.status)" : "\(program) ended with code \(end.status)"
    }
}
