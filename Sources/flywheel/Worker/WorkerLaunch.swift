import CPlatform
import Foundation

/// The command by which a worker is started.
struct WorkerLaunch: Hashable, Sendable {
    /// The program, found on the PATH where its name has no slash, and its arguments.
    var words: [String]
    /// The engine's folder of datasets and models, for a worker that has none in common with it; nil for one that has.
    var remoteArtifacts: String?

    /// Starts it; 0, or the system's error.
    func spawn(_ child: inout flywheel_child) -> Int32 {
        // libgomp spins unless told not to before it is loaded; one thread a worker leaves the other core to the engine.
        var environment = ProcessInfo.processInfo.environment
        environment["OMP_WAIT_POLICY"] = "passive"
        environment["OMP_NUM_THREADS"] = "1"
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for pointer in arguments { free(pointer) }
            for pointer in variables { free(pointer) }
        }
        return flywheel_spawn(&arguments, &variables, &child)
    }
}
