/// What the lines beside the served one said of an event when it was answered; nil where nothing was known yet.
package struct ReferenceAnswers: Hashable, Codable, Sendable {
    /// The first champion as it was, never retrained.
    package var ghost: Output?
    /// The last label known then.
    package var noChange: Double?
    /// The majority class or the mean of the labels known then.
    package var constant: Double?

    package init(ghost: Output? = nil, noChange: Double? = nil, constant: Double? = nil) {
        self.ghost = ghost
        self.noChange = noChange
        self.constant = constant
    }
}
