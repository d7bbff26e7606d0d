import ArgumentParser
import Domain

/// Starts a search now.
struct RetrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "retrain", abstract: "Starts a search now.")

    @OptionGroup var steering: Steering

    func run() async throws {
        try await steering.submit { _ in .retrain }
    }
}
