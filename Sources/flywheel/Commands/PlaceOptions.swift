import ArgumentParser

/// Where a command finds the engine and its state.
struct PlaceOptions: ParsableArguments {
    @Option(name: [.customShort("C")], help: "The workspace.")
    var workspace = "."

    @Option(help: "Where the state is instead of .flywheel in the workspace.")
    var state: String?

    var place: EnginePlace { EnginePlace(stateDirectory: state ?? "\(workspace)/.flywheel") }
}
