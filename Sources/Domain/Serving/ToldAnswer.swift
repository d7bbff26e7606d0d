/// What another model answered to the same event, beside the one that its caller was told of.
package struct ToldAnswer: Hashable, Codable, Sendable {
    package var version: ModelVersion
    /// ``Output/unanswered`` where its server gave none.
    package var output: Output
    /// How long its server took, its way there and back included; nil where it was not asked elsewhere, and in the log.
    package var nanoseconds: UInt64?

    package init(version: ModelVersion, output: Output, nanoseconds: UInt64? = nil) {
        self.version = version
        self.output = output
        self.nanoseconds = nanoseconds
    }
}
