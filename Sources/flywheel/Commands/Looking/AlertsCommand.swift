import ArgumentParser
import Dashboard
import Domain

/// The newest alerts.
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "The newest alerts, with the number that `flywheel ack` takes.")

    @OptionGroup var listing: Listing

    func run() async throws {
        try await listing.show(["NUMBER", "STATE", "SEVERITY", "SINCE", "RULE", "SUBJECT", "BY", "TEXT"]) {
            history, name, limit throws(StoreError) in
            try history.alerts(name, limit: limit)
        } row: { alert in
            [
                "\(alert.number)", alert.state.rawValue, alert.severity.rawValue, alert.since.description,
                alert.rule.rawValue, alert.subject, alert.acknowledgedBy ?? "–", alert.text,
            ]
        }
    }
}
