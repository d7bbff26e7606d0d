import ArgumentParser
import Domain

/// A pipeline's searches: what one would cost, and the one that runs.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Plans a search, and pauses, resumes, stops or extends the one that runs.",
        subcommands: [SearchPlanCommand.self, Pause.self, Resume.self, Stop.self, Extend.self])

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draws no further trial until the search is resumed; those that run go on.")

        @OptionGroup var steering: Steering

        func run() async throws {
            try await steering.submit { _ in .pauseSearch }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Goes on with a paused search.")

        @OptionGroup var steering: Steering

        func run() async throws {
            try await steering.submit { _ in .resumeSearch }
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ends the search's trials; the best of those that ended goes on to the gates.")

        @OptionGroup var steering: Steering

        func run() async throws {
            try await steering.submit { _ in .stopSearch }
        }
    }

    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives the search more trials.")

        @OptionGroup var steering: Steering

        @Option(help: "How many more.")
        var trials: Int

        func validate() throws {
            guard (1...1_000).contains(trials) else { throw ValidationError("--trials is \(trials); use 1 to 1000") }
        }

        func run() async throws {
            try await steering.submit { _ in .extendSearch(trials: trials) }
        }
    }
}
