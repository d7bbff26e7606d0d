/// Why a remote model gave no answer that can be used.
package enum RemoteFailure: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// Nobody listens there, or the connection broke.
    case unreachable(String)
    case timedOut(TimeSpan)
    /// So many questions are under way that one more is not asked.
    case crowded(Int)
    /// Its server refused, in its own words.
    case refused(status: Int, String)
    /// What came is not the protocol's, or not of the pipeline's task.
    case malformed(String)
    /// A number that is not finite, or shares that are none.
    case impossible(String)

    /// Kinds as the counters name them.
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case unreachable
        case timedOut = "timed_out"
        case crowded
        case refused
        case malformed
        case impossible
    }

    package var kind: Kind {
        switch self {
        case .unreachable: .unreachable
        case .timedOut: .timedOut
        case .crowded: .crowded
        case .refused: .refused
        case .malformed: .malformed
        case .impossible: .impossible
        }
    }

    /// Whether it says something of the server and not of what it was asked.
    package var isOfServer: Bool {
        switch self {
        case .refused(let status, _): status >= 500
        case .unreachable, .timedOut, .crowded, .malformed, .impossible: true
        }
    }

    package var description: String {
        switch self {
        case .unreachable(let reason): "it cannot be reached: \(reason)"
        case .timedOut(let timeout): "it did not answer within \(timeout)"
        case .crowded(let count): "\(count) questions to it are under way already"
        case .refused(let status, let words): "it answered \(status)" + (words.isEmpty ? "" : ": \(words)")
        case .malformed(let sentence): "its answer cannot be read: \(sentence)"
        case .impossible(let sentence): "its answer is impossible: \(sentence)"
        }
    }
}
