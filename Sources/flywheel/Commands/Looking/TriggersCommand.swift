import ArgumentParser
import Domain

/// What set the newest searches off, and what came of it.
struct TriggersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triggers", abstract: "What set the newest searches off, and what came of them.")

    @OptionGroup var listing: Listing

    func run() async throws {
        try await listing.show(["NUMBER", "FIRED", "KIND", "OUTCOME", "BY", "EVIDENCE"]) {
            history, name, limit throws(StoreError) in
            try history.triggers(name, limit: limit)
        } row: { trigger in
            [
                "\(trigger.number)", trigger.firedAt.description, trigger.kind, trigger.outcome.rawValue,
                trigger.actor, trigger.evidence,
            ]
        }
    }
}
