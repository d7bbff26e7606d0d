/// What one log entry says of performance.
package struct PerformanceEntry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// How labels are waited for, from here on: for how long, and which share of them makes a stretch labelled.
        case rule(horizon: TimeSpan, complete: Double)
        /// An answer that a label is expected of.
        case prediction(event: Int64, at: Timestamp, isAudited: Bool)
        /// The event's label from here on: a first one, or one that takes another's place.
        case label(event: Int64, Score)
        /// What silence means, wherever no label has come.
        case implied(event: Int64, Score)
        /// The event's label was taken back.
        case retraction(event: Int64)
    }

    /// What a label says of its answer.
    package struct Score: Hashable, Sendable {
        /// Whether it is one of the task's labels; else it says that none will come.
        package var isTruth: Bool
        /// 1 or 0 for a class, the absolute error of a number; nil where there is no answer to score.
        package var value: Double?
        /// As how many answers it counts.
        package var weight: Double

        package init(isTruth: Bool, value: Double?, weight: Double) {
            self.isTruth = isTruth
            self.value = value
            self.weight = weight
        }
    }

    package var sequence: Int64
    package var kind: Kind

    package init(sequence: Int64, kind: Kind) {
        self.sequence = sequence
        self.kind = kind
    }

    /// The place among what else the same log entry says: a label follows its prediction.
    package var rank: Int {
        switch kind {
        case .rule: 0
        case .prediction: 1
        case .retraction: 2
        case .implied: 3
        case .label: 4
        }
    }
}
