/// The four answers of a check: no data is inconclusive, never pass and never fail.
package enum Verdict: String, Hashable, Codable, Sendable, CaseIterable {
    case pass
    /// Measured, and bad.
    case fail
    case inconclusive
    /// Could not be measured.
    case error
}
