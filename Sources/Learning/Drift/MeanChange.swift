/// A change of a stream: its mean before and after.
package struct MeanChange: Hashable, Codable, Sendable {
    package var before: Double
    package var after: Double

    package init(before: Double, after: Double) {
        self.before = before
        self.after = after
    }
}
