import ArgumentParser
import Domain

/// Brings a former champion back that is still loaded.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Brings a former champion back, without a ramp; give a reason.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision
    @OptionGroup var model: NamedVersion

    func run() async throws {
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .undo(
                rollout: canary.record.number, revision: seen.revision ?? canary.revision,
                version: try model.version(among: canary.recall.champions, "former champion that is still loaded"))
        }
    }
}
