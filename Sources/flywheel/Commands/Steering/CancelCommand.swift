import ArgumentParser
import Domain

/// Takes a candidate back before it has traffic, or out of the line or the race.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Takes a candidate back before it has traffic, or with --model one out of the line or the race.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision

    @Option(name: .customLong("model"), help: "A version that waits in line or races, such as v3.")
    var waiting: String?

    func run() async throws {
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            let aside = canary.recall.waiting + (canary.race?.racers.dropLast().map(\.version) ?? [])
            if let version = waiting.flatMap(NamedVersion.version), aside.contains(version) {
                return .leaveLine(
                    version: version, rollout: canary.record.number, revision: seen.revision ?? canary.revision)
            }
            guard waiting == nil || waiting.flatMap(NamedVersion.version) == canary.record.candidate else {
                throw SteeringRefusal("\(waiting ?? "") is neither the candidate nor in line nor in the race")
            }
            return .cancel(rollout: canary.record.number, revision: seen.revision ?? canary.revision)
        }
    }
}
