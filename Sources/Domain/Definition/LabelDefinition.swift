/// When labels arrive, and what is made of those that are late, differ, are missing or were chosen.
package struct LabelDefinition: Hashable, Codable, Sendable {
    /// What happens when another label than the known one is told without `supersedes`.
    package enum Conflict: String, Hashable, Codable, Sendable, CaseIterable {
        /// The known one stays, and the caller is told so.
        case refuse
        /// The newer one takes its place.
        case lastWriter = "last-writer"
        /// What most sources say holds; the known one where they are even.
        case vote
    }

    /// From the event's time to the moment its label is known.
    package var delay: TimeSpan
    /// From the event's time to the moment at which an unlabelled prediction expires; at least `delay`.
    package var horizon: TimeSpan
    /// From the event's time to the moment until which a late label is kept; at least `horizon`.
    package var retention: TimeSpan
    /// The label of a prediction whose horizon has passed without one; nil: it expires.
    package var implicit: FieldValue?
    /// Share of the labels, 0–1, that must have come before a stretch of the stream counts as labelled.
    package var complete: Double
    package var conflict: Conflict
    /// The smallest chance with which the label of a prediction is asked for, above 0; 1: all are.
    package var sampling: Double
    /// Share of the predictions whose label is asked for whatever was answered, 0–1; 0: none is drawn.
    package var audit: Double
    /// How far the time that feedback names beside a unit may be from the prediction's; 0: feedback needs an id.
    package var tolerance: TimeSpan

    /// - Parameters:
    ///   - delay: From the event's time to its label.
    ///   - horizon: From the event's time to its expiry.
    ///   - retention: The horizon where it is nil.
    ///   - implicit: What no label means.
    ///   - complete: Share that makes a stretch labelled.
    ///   - conflict: What another label than the known one does.
    ///   - sampling: The smallest chance of a label's being asked for.
    ///   - audit: Share that is drawn for audit; where it is nil 0.02, or 0 where all labels are asked for.
    ///   - tolerance: How near a unit's prediction must be.
    package init(
        delay: TimeSpan, horizon: TimeSpan, retention: TimeSpan? = nil, implicit: FieldValue? = nil,
        complete: Double = 0.95, conflict: Conflict = .refuse, sampling: Double = 1,
        audit: Double? = nil, tolerance: TimeSpan = .seconds(1)
    ) {
        self.delay = delay
        self.horizon = horizon
        self.retention = retention ?? horizon
        self.implicit = implicit
        self.complete = complete
        self.conflict = conflict
        self.sampling = sampling
        self.audit = audit ?? (sampling < 1 ? 0.02 : 0)
        self.tolerance = tolerance
    }

    /// A definition of an older program names the first two alone.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            delay: try container.decode(TimeSpan.self, forKey: .delay),
            horizon: try container.decode(TimeSpan.self, forKey: .horizon),
            retention: try container.decodeIfPresent(TimeSpan.self, forKey: .retention),
            implicit: try container.decodeIfPresent(FieldValue.self, forKey: .implicit),
            complete: try container.decodeIfPresent(Double.self, forKey: .complete) ?? 0.95,
            conflict: try container.decodeIfPresent(Conflict.self, forKey: .conflict) ?? .refuse,
            sampling: try container.decodeIfPresent(Double.self, forKey: .sampling) ?? 1,
            // What an older program kept was written before there were audits.
            audit: try container.decodeIfPresent(Double.self, forKey: .audit) ?? 0,
            tolerance: try container.decodeIfPresent(TimeSpan.self, forKey: .tolerance) ?? .seconds(1))
    }
}
