/// What a caller learned of one prediction later.
package struct Feedback: Hashable, Sendable {
    package var id: Int64
    /// The name of an observation by its own server, in the place of ``id``.
    package var ownID: String?
    /// The prediction's unit and time, in the place of both.
    package var moment: UnitMoment?
    /// The label, as its task writes it; nil where only a reward is told.
    package var truth: FieldValue?
    /// What the prediction was worth; nil where only a label is told.
    package var reward: Reward?
    /// When the truth came about; nil for the moment at which it is told.
    package var eventTime: Timestamp?
    /// Whether it replaces a label or a reward that was told before.
    package var supersedes: Bool
    /// Who told the label; nil where nobody said.
    package var source: String?
    /// The chance with which the label was asked for, above 0, at most 1.
    package var probability: Double

    package init(
        id: Int64, ownID: String? = nil, moment: UnitMoment? = nil, truth: FieldValue? = nil, reward: Reward? = nil,
        eventTime: Timestamp? = nil, supersedes: Bool = false, source: String? = nil, probability: Double = 1
    ) {
        self.id = id
        self.ownID = ownID
        self.moment = moment
        self.truth = truth
        self.reward = reward
        self.eventTime = eventTime
        self.supersedes = supersedes
        self.source = source
        self.probability = probability
    }
}

/// What became of one piece of feedback, after the commit that holds it.
package enum FeedbackReply: Hashable, Sendable {
    case accepted
    /// Accepted, and for now without use: the sentence says why.
    case kept(String)
    /// The same label or reward is known already.
    case duplicate
    /// Another label or reward is known; a correction says that it supersedes.
    case conflict(known: FieldValue)
    /// The prediction is too old to be joined.
    case expired
    /// A person has dropped the row: the sentence says so.
    case dropped(String)
    /// No such prediction.
    case unknown
    /// No prediction of this unit at this time: the sentence says so.
    case unmatched(String)
    /// Two predictions may be meant: the sentence names both.
    case ambiguous(String)
    /// Not a label of the task: the sentence says what is.
    case invalid(String)
    /// It could not be written; told again later it may be.
    case notRecorded(String)
}
