import ArgumentParser
import Domain

/// Acknowledges an alert that fires.
struct AcknowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Acknowledges an alert; the newest that nobody has acknowledged, or --alert.")

    @OptionGroup var steering: Steering

    @Option(help: "The alert's number in `flywheel alerts`.")
    var alert: Int?

    func run() async throws {
        try await steering.submit { pipeline in
            if let alert { return .acknowledge(alert: alert) }
            let waiting = pipeline.alerts.first { $0.state == .firing && $0.acknowledgedBy == nil }
            guard let waiting else {
                throw SteeringRefusal("no alert of \(pipeline.name) waits to be acknowledged")
            }
            return .acknowledge(alert: waiting.number)
        }
    }
}
