/// The two sides of a comparison.
package enum TestArm: String, Hashable, Codable, Sendable {
    case control
    case treatment
}
