import ArgumentParser

/// The state of the canary that a person has seen.
struct SeenRevision: ParsableArguments {
    @Option(help: "The canary's revision that you saw; a newer one is refused. Without it, the one just read.")
    var revision: Int?
}
