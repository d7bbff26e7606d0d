/// What another model answered to the same event, beside the one that its caller was told of.
package struct ToldAnswer: Hashable, Codable, Sendable {
    package var version: ModelVersion
    /// ``Output/unanswered`` where its server gave none.
    package var output: Output

    package init(version: ModelVersion, output: Output) {
        self.version = version
        self.output = output
    }
}
