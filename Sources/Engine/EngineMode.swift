/// How the engine relates stream time to wall time.
package enum EngineMode: Hashable, Sendable {
    /// Full speed; training takes no stream time; the same input gives the same decisions. Ends with the data.
    case lockstep
    /// At the pace of the pipeline files, following the sources.
    case live
}
