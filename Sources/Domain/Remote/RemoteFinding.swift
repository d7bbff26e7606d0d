/// What was seen of the server that answers for a champion since the last look.
package struct RemoteFinding: Hashable, Codable, Sendable {
    /// Questions that came to nothing, of one kind.
    package struct Failures: Hashable, Codable, Sendable {
        package var kind: RemoteFailure.Kind
        package var count: Int

        package init(kind: RemoteFailure.Kind, count: Int) {
            self.kind = kind
            self.count = count
        }
    }

    package var version: ModelVersion
    /// In the order of the kinds.
    package var failures: [Failures]
    /// What is wrong with it, in words; nil while it answers.
    package var problem: String?
    /// Share of the newest questions that came to nothing.
    package var share: Double
    /// Questions so far, of this engine.
    package var asked: Int

    package init(version: ModelVersion, failures: [Failures] = [], problem: String?, share: Double, asked: Int) {
        self.version = version
        self.failures = failures
        self.problem = problem
        self.share = share
        self.asked = asked
    }
}
