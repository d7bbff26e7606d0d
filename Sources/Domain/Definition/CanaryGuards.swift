/// What keeps a canary from going on, beside its own evidence: people, calendars, budgets and faults.
package struct CanaryGuards: Hashable, Codable, Sendable {
    /// Who lets a candidate that has passed its gates begin.
    package enum Start: String, Hashable, Codable, Sendable, CaseIterable {
        case automatic
        case approval
    }

    /// What a person's own candidate does while a canary or a search runs.
    package enum Newcomer: String, Hashable, Codable, Sendable, CaseIterable {
        /// It waits in line until that has ended.
        case queue
        /// It takes the canary's place.
        case replace
        /// It races with the canary's candidate while that has no traffic; else it waits in line.
        case race
    }

    package var start = Start.automatic
    /// Whether a promotion needs the approval of two users.
    package var secondPerson = false
    /// Who may let a version past a failed gate, or past the tests; nil for anybody, as a single user is the owner.
    package var owners: [String]?
    package var newcomer = Newcomer.queue
    /// Stream time in which the weight does not grow.
    package var freezeWindows: [FreezeWindow] = []
    /// Promotions within a day of stream time; nil for any number.
    package var promotionsADay: Int?
    /// Stream time from which on a candidate that gave no valid answer yet is at fault.
    package var warmingTime = TimeSpan.minutes(10)
    /// Wall time after which an approval that is waited for is asked for again.
    package var reminder = TimeSpan.hours(24)
    /// What else happens then.
    package var atApprovalDeadline = CanaryDefinition.DeadlineAction.hold
    /// Chance, over one step, that a split of the traffic as it was meant holds the canary; 0 for no such check.
    package var sampleRatioAlpha = 0.001
    /// Measurements in a row that could not be made before the canary is at fault.
    package var errorLimit = 4
    /// Stream time at fault after which the candidate goes.
    package var errorDeadline = TimeSpan.hours(1)
    /// Share of requests that a candidate on another server may leave unanswered; proven to be more, it goes.
    package var errorShare = 0.01
    /// Loss that users may have from a candidate beyond the champion's before it goes, as extra bad outcomes.
    package var harmBudget: Double?
    /// Mean loss that promotions may add up to since a version was proven better than the one before; nil for any.
    ///
    /// The margin of one promotion, so that all of them together cost no more than one alone may.
    package var promotionBudget: Double? = 0.02
    package var guardrails = GuardrailLimits()
    /// Former champions that stay loaded for an undo.
    package var rollbackWindow = 3
    /// Stream time for which the old champion stays loaded after a promotion at least, beside its labelled events.
    package var bakeTime = TimeSpan.hours(24)
    /// Whether a promotion waits for a traffic plane outside to say that it holds; the workspace's settings decide.
    package var awaitsPlane = false

    package init() {}

    /// Why a user may not do what an owner may, in words; nil where they may.
    package func refusal(of user: String, to what: String) -> String? {
        guard let owners, !owners.contains(user) else { return nil }
        return "only an owner may \(what), and \(user) is none; the file names \(owners.joined(separator: ", "))"
    }
}

extension CanaryGuards {
    /// A definition of an older store has the standard value of what is newer.
    package init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        start = try container.decode(Start.self, forKey: .start)
        secondPerson = try container.decode(Bool.self, forKey: .secondPerson)
        owners = try container.decodeIfPresent([String].self, forKey: .owners)
        newcomer = try container.decode(Newcomer.self, forKey: .newcomer)
        freezeWindows = try container.decode([FreezeWindow].self, forKey: .freezeWindows)
        promotionsADay = try container.decodeIfPresent(Int.self, forKey: .promotionsADay)
        warmingTime = try container.decode(TimeSpan.self, forKey: .warmingTime)
        reminder = try container.decode(TimeSpan.self, forKey: .reminder)
        atApprovalDeadline =
            try container.decodeIfPresent(CanaryDefinition.DeadlineAction.self, forKey: .atApprovalDeadline)
            ?? atApprovalDeadline
        sampleRatioAlpha = try container.decode(Double.self, forKey: .sampleRatioAlpha)
        errorLimit = try container.decode(Int.self, forKey: .errorLimit)
        errorDeadline = try container.decode(TimeSpan.self, forKey: .errorDeadline)
        errorShare = try container.decodeIfPresent(Double.self, forKey: .errorShare) ?? errorShare
        harmBudget = try container.decodeIfPresent(Double.self, forKey: .harmBudget)
        promotionBudget = try container.decodeIfPresent(Double.self, forKey: .promotionBudget)
        guardrails = try container.decodeIfPresent(GuardrailLimits.self, forKey: .guardrails) ?? guardrails
        rollbackWindow = try container.decode(Int.self, forKey: .rollbackWindow)
        bakeTime = try container.decodeIfPresent(TimeSpan.self, forKey: .bakeTime) ?? bakeTime
        awaitsPlane = try container.decode(Bool.self, forKey: .awaitsPlane)
    }
}

extension KeyedDecodingContainer {
    /// A definition of an older store has no guards: the standard ones hold.
    func decode(_ type: CanaryGuards.Type, forKey key: Key) throws -> CanaryGuards {
        try decodeIfPresent(type, forKey: key) ?? CanaryGuards()
    }
}
