/// What a drift detector says after a value.
package enum DriftSignal: String, Hashable, Codable, Sendable, CaseIterable {
    case none
    case warning
    case drift
}
