import Domain
import Foundation

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
            try input.fileHandleForWriting.write(contentsOf: body)
            try input.fileHandleForWriting.close()
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
