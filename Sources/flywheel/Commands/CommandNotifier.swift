import CPlatform
import Domain
import Foundation
import Glibc

/// Runs the pipeline's `notify` command with the alert as JSON on its standard input.
struct CommandNotifier: Notifier {
    private static let limit = Duration.seconds(10)

    private struct Message: Encodable {
        var pipeline: String
        var alert: AlertRecord
    }

    func notify(_ alert: AlertRecord, of pipeline: PipelineName, command: [String]) async -> String? {
        guard let program = command.first else { return nil }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + command.dropFirst()
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            let body = try JSONEncoder().encode(Message(pipeline: pipeline.rawValue, alert: alert))
            let ended = AsyncStream<Int32> { continuation in
                process.terminationHandler = {
                    continuation.yield($0.terminationStatus)
                    continuation.finish()
                }
            }
            try process.run()
            // A command need not read its input: how it ends decides, and a broken pipe must not end this program.
            flywheel_survive_broken_pipes()
            var outgoing = OutgoingBytes(descriptor: dup(input.fileHandleForWriting.fileDescriptor), bytes: body)
            try input.fileHandleForWriting.close()
            outgoing.send()
            outgoing.close()
            let watchdog = Task {
                try await Task.sleep(for: Self.limit)
                process.terminate()
            }
            defer { watchdog.cancel() }
            for await status in ended where status != 0 { return "\(program) ended with code \(status)" }
            return nil
        } catch {
            return "\(program) cannot be run: \(error.localizedDescription)"
        }
    }
}
