import ArgumentParser
import Domain

/// The rows of a pipeline that broke a rule: what they broke, and what becomes of them.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "Rows that broke a rule: lists them, puts one back, drops one.",
        subcommands: [List.self, Release.self, Drop.self], defaultSubcommand: List.self)

    /// The newest rows with the rule that each broke.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The newest rows in quarantine, and what became of those that were.")

        @OptionGroup var listing: Listing

        func run() async throws {
            try await listing.show(["ROW", "STATE", "SINCE", "RULE"]) {
                history, name, limit throws(StoreError) in
                try history.quarantined(name, limit: limit)
            } row: { row in
                ["\(row.row.number)", row.state.rawValue, row.time.description, row.words]
            }
        }
    }

    /// Puts a row back, as if it had broken no rule.
    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "Puts a row back: it is learned from, and its label counts.")

        @Argument(help: "The row's number, as `flywheel quarantine` shows it.")
        var row: Int64

        @OptionGroup var steering: Steering

        func run() async throws {
            let row = row
            try await steering.submit { _ in .releaseRow(row) }
        }
    }

    /// Takes a row out for good.
    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop", abstract: "Drops a row for good; it stays in the list.")

        @Argument(help: "The row's number, as `flywheel quarantine` shows it.")
        var row: Int64

        @OptionGroup var steering: Steering

        func run() async throws {
            let row = row
            try await steering.submit { _ in .dropRow(row) }
        }
    }
}
