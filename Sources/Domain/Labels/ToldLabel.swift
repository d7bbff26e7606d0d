/// What a caller told of a label beside its value: by whom, with which chance it was asked for, and what became of it.
package struct ToldLabel: Hashable, Codable, Sendable {
    package enum Fate: String, Hashable, Codable, Sendable, CaseIterable {
        /// It is the event's label, with a source or a chance to remember.
        case kept
        /// The same, after the horizon.
        case late
        /// A vote for the label that holds.
        case voted
        /// A vote for another label than the one that holds.
        case outvoted
        /// A vote by which another label holds from here on.
        case carried
        /// In conflict with the known label, which it replaced.
        case replaced
        /// In conflict with the known label, which stayed.
        case refused
        /// No such prediction is known yet.
        case orphan
        /// The prediction of an orphan that was told by its server's own name has come: this is its number.
        case recognised
    }

    /// The event's number; -1 where only ``ownID`` is known.
    package var event: Int64
    package var ownID: String?
    package var value: FieldValue
    /// When the truth came about.
    package var time: Timestamp
    package var source: String?
    /// The chance with which the label was asked for, above 0, at most 1.
    package var probability: Double
    package var fate: Fate

    package init(
        event: Int64, ownID: String? = nil, value: FieldValue, time: Timestamp, source: String? = nil,
        probability: Double = 1, fate: Fate
    ) {
        self.event = event
        self.ownID = ownID
        self.value = value
        self.time = time
        self.source = source
        self.probability = probability
        self.fate = fate
    }
}

/// What was told of a label with its place in the log.
package struct StoredToldLabel: Hashable, Sendable {
    package var sequence: Int64
    package var told: ToldLabel

    package init(sequence: Int64, told: ToldLabel) {
        self.sequence = sequence
        self.told = told
    }
}

/// What one source says an event's label is.
package struct LabelVote: Hashable, Sendable {
    /// Nil for all who name no source: they are one voter.
    package var source: String?
    package var value: FieldValue

    package init(source: String?, value: FieldValue) {
        self.source = source
        self.value = value
    }
}
