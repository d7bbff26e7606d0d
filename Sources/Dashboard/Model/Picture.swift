package import Domain

/// Whether the screen follows the engine.
package enum Picture: Hashable, Sendable {
    case live
    /// Shows `snapshot` still; `newer` came since.
    case frozen(EngineSnapshot, newer: Int)
}
