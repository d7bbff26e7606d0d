/// Whether a serving version goes on learning.
package enum UpdateMode: String, Hashable, Codable, Sendable, CaseIterable {
    case frozen
    case live
}
