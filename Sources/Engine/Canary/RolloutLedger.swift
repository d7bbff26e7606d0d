import Domain

/// What a rollout keeps account of beside its comparison.
struct RolloutLedger: Codable, Hashable, Sendable {
    var promotions = PromotionHistory()
    /// The share of the traffic in the state before this one, in percent.
    var frozenWeight = 0.0
    /// Who gave the first of two approvals.
    var approvedBy: String?
    /// Who gave the first of two words for a promotion past the tests.
    var forcedBy: String?
    var isReminded = false
    /// Wall time from which on an approval is waited for; nil before it was looked at.
    var waitingSince: Timestamp?
    /// A hold that was asked for where there was no step to hold at.
    var holdWord: RolloutStateMachine.HoldWord?
    /// Measurements in a row that could not be made.
    var faults = 0
    /// Whether the traffic plane could not be told or asked the last time.
    var isPlaneAway = false
    /// Set where the source could not be read the last time.
    var isSourceAway: Bool?
    /// Loss that users had from the candidate beyond the champion's.
    var harm = 0.0
    var firstPair: Timestamp?
    var newestPair: Timestamp?
    /// Since when the bake has gone on without a gap; nil before it.
    var bakingSince: Timestamp?
    var split = SplitCheck()
    /// Whether other candidates race with this one: no step is taken until one has won.
    var isRacing = false
    /// Why the newest data is not to be trusted; no step is taken on it.
    var dataProblem: String?
    /// How the arms' labels differ; what labels say is inconclusive then.
    var coverageGap: String?
    var gates = GateWatch()
    /// Of a candidate that another server answers for.
    var answers = AnswerWatch()
}

/// The promotions before: how many lately, and what they cost.
struct PromotionHistory: Codable, Hashable, Sendable {
    private static let day = TimeSpan.days(1)

    /// Within a day before the newest one, oldest first.
    private(set) var times: [Timestamp] = []
    /// Mean loss that promotions added up to since a version was proven better than the one before it.
    private(set) var loss = 0.0

    mutating func add(at time: Timestamp) {
        times.removeAll { $0 <= time - Self.day }
        times.append(time)
    }

    /// Counts a promotion's loss in; one that is proven better is the new reference.
    mutating func settle(difference: Double, isGain: Bool) {
        loss = isGain ? 0 : loss + difference
    }

    /// When one more promotion is possible under a cap a day; nil where it is now.
    func opens(under cap: Int, at time: Timestamp) -> Timestamp? {
        let lately = times.filter { $0 > time - Self.day }
        return lately.count < cap ? nil : lately[lately.count - cap] + Self.day
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no ledger.
    func decode(_ type: RolloutLedger.Type, forKey key: Key) throws -> RolloutLedger {
        try decodeIfPresent(type, forKey: key) ?? RolloutLedger()
    }

    func decode(_ type: PromotionHistory.Type, forKey key: Key) throws -> PromotionHistory {
        try decodeIfPresent(type, forKey: key) ?? PromotionHistory()
    }
}
