/// Which of two samples is meant.
package enum SampleRole: String, Hashable, Codable, Sendable {
    case reference
    case current
}
