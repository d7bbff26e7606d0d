/// Workers on another machine, as `flywheel.yaml` names them.
struct RemoteWorkers: Hashable, Sendable {
    /// What starts one, such as `ssh gpu1 flywheel worker --remote`.
    var command: [String]
    /// Trials at a time.
    var slots: Int

    var name: String { command.joined(separator: " ") }
}
