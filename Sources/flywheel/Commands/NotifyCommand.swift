import ArgumentParser
import Domain
import Foundation

/// Tries what a pipeline file's `notify` says, before an alert has to.
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "The notification commands of a workspace.", subcommands: [Test.self])

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs each pipeline's notification command with a made-up alert and says how it ended.")

        @Argument(help: "A pipeline; none for all.")
        var pipeline: String?

        @Option(name: [.customShort("C")], help: "The workspace.")
        var workspace = "."

        func run() async throws {
            try await Running.reporting {
                let workspace = try Workspace.read(workspace).only(pipeline)
                let told = workspace.definitions.filter { !$0.monitors.notify.isEmpty }
                guard !told.isEmpty else {
                    StandardError.print("no pipeline has a monitors.notify; see `flywheel explain monitors.notify`")
                    throw ExitCode(2)
                }
                var hasFailed = false
                for definition in told {
                    let command = definition.monitors.notify
                    let failure = await CommandNotifier().notify(Self.alert, of: definition.name, command: command)
                    hasFailed = hasFailed || failure != nil
                    print("\(definition.name): \(failure ?? "told by \(command.joined(separator: " "))")")
                }
                if hasFailed { throw ExitCode(1) }
            }
        }

        private static var alert: AlertRecord {
            let now = Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000))
            return AlertRecord(
                number: 0, rule: .decay, subject: "test", severity: .info, state: .firing, since: now, firedAt: now,
                value: 0, threshold: 0, count: 0, text: "a test of the notification command", isDrill: true)
        }
    }
}
