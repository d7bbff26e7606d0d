/// The chances by which an answer came about, and its label is asked for.
package struct AnswerChances: Hashable, Codable, Sendable {
    /// Whether its label is to be told whatever was answered: it was drawn for the audit share.
    package var isAudited: Bool
    /// The candidate's share of the traffic when it was answered, in percent; nil where no split decided.
    package var candidateShare: Double?

    package init(isAudited: Bool = false, candidateShare: Double? = nil) {
        self.isAudited = isAudited
        self.candidateShare = candidateShare
    }
}

extension KeyedDecodingContainer {
    /// What an older program kept was drawn for no audit, and its share is not known.
    func decode(_ type: AnswerChances.Type, forKey key: Key) throws -> AnswerChances {
        try decodeIfPresent(type, forKey: key) ?? AnswerChances()
    }
}
