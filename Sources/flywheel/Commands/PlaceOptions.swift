import ArgumentParser

/// Where a command finds the engine and its state.
struct PlaceOptions: ParsableArguments {
    @Option(name: [.customShort("C")], help: "The workspace.")
    var workspace = "."

    @Option(help: "Where the state is instead of .flywheel in the workspace.")
    var state: String?

    @OptionGroup var elsewhere: EngineOptions

    /// - Throws: A usage error where the token of an engine elsewhere cannot be read.
    func place() throws -> EnginePlace {
        EnginePlace(stateDirectory: state ?? "\(workspace)/.flywheel", elsewhere: try elsewhere.address())
    }
}
