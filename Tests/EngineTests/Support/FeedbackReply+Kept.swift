import Domain

extension FeedbackReply {
    /// Whether it was taken in, though it is of no use yet.
    var isKept: Bool {
        if case .kept = self { true } else { false }
    }
}
