/// The rollout that runs, or the last one that ended.
package struct CanarySnapshot: Hashable, Codable, Sendable {
    /// One row of the comparison.
    package struct Comparison: Hashable, Codable, Sendable {
        package var name: String
        package var champion: Double?
        package var candidate: Double?
        /// Candidate minus champion with its interval, in the row's own unit; nil where it cannot be told.
        package var difference: Double?
        package var lower: Double?
        package var upper: Double?
        /// The difference from which it counts as harm; its sign says in which direction.
        package var limit: Double?
        package var verdict: Verdict
        /// `better`, `no harm`, `unclear`, `worse`.
        package var word: String

        package init(
            name: String, champion: Double?, candidate: Double?, difference: Double?, lower: Double?,
            upper: Double?, limit: Double?, verdict: Verdict, word: String
        ) {
            self.name = name
            self.champion = champion
            self.candidate = candidate
            self.difference = difference
            self.lower = lower
            self.upper = upper
            self.limit = limit
            self.verdict = verdict
            self.word = word
        }
    }

    package var record: RolloutRecord
    /// Grows with each transition; an approval names the one it was given against.
    package var revision: Int
    package var candidateSummary: String
    package var championSummary: String
    /// Shares of the steps in percent.
    package var steps: [Double]
    /// The candidate's share of the traffic now, in percent.
    package var weight: Double
    /// The candidate's observed share of the events since the weight changed, in percent.
    package var observedShare: Double?
    package var comparisons: [Comparison]
    /// How each guardrail stands, in the order of their kinds.
    package var guardrails: [GuardrailState]
    package var evidence: RolloutEvidence?
    package var minimumPairs: Int
    package var pairsInStep: Int
    /// Stream time since which it is in its state.
    package var since: Timestamp
    /// Set while a person's approval is what it waits for.
    package var awaitsApproval: String?
    /// Labelled events that the bake has seen and needs; nil outside baking.
    package var bake: Bake?

    /// Who gave the first of two approvals; nil where one is enough or none was given.
    package var approvedBy: String?
    /// Why an approval would be refused now; nil where it would not.
    package var obstacle: String?
    /// Extra bad outcomes that the candidate may serve; nil for no cap.
    package var harmBudget: Double?
    package var recall: Recall
    /// How many of each arm's predictions had their label at one age; nil before the first reached it.
    package var coverage: LabelCoverage?
    /// What keeps the evidence from being trusted, a sentence each.
    package var warnings: [String]

    /// Set while several candidates race.
    package var race: Race?

    /// The chance, were the traffic split as it was meant, of units at least as unevenly shared as those of the step's newest look.
    ///
    /// Nil before the first look, without a check, and from an older engine.
    package var splitProbability: Double?

    /// How the candidates of a race stand.
    package struct Race: Hashable, Codable, Sendable {
        package struct Racer: Hashable, Codable, Sendable {
            package var version: ModelVersion
            /// On the events that all were scored on; nil before the first.
            package var meanLoss: Double?

            package init(version: ModelVersion, meanLoss: Double?) {
                self.version = version
                self.meanLoss = meanLoss
            }
        }

        /// Oldest first, the rollout's own last.
        package var racers: [Racer]
        package var pairs: Int
        package var needed: Int

        package init(racers: [Racer], pairs: Int, needed: Int) {
            self.racers = racers
            self.pairs = pairs
            self.needed = needed
        }
    }

    /// Shares of each arm's predictions that are labelled at one age.
    package struct LabelCoverage: Hashable, Codable, Sendable {
        package var age: TimeSpan
        package var champion: Double
        package var candidate: Double
        /// Stream seconds that each arm's labels take; nil before the first of the arm.
        package var championLagSeconds: Double?
        package var candidateLagSeconds: Double?

        package init(age: TimeSpan, champion: Double, candidate: Double) {
            self.age = age
            self.champion = champion
            self.candidate = candidate
        }
    }

    /// Versions that a person may bring back, oldest first.
    package struct Recall: Hashable, Codable, Sendable {
        /// Former champions that are still loaded: for an undo.
        package var champions: [ModelVersion]
        /// Candidates that were rolled back, cancelled or superseded: for a retry.
        package var candidates: [ModelVersion]
        /// Candidates that a gate rejected: for an override.
        package var rejected: [ModelVersion]
        /// Versions that can be candidates without training.
        package var archived: [ModelVersion]
        /// Candidates that wait for their turn, in order.
        package var waiting: [ModelVersion]

        package init(
            champions: [ModelVersion] = [], candidates: [ModelVersion] = [], rejected: [ModelVersion] = [],
            archived: [ModelVersion] = [], waiting: [ModelVersion] = []
        ) {
            self.champions = champions
            self.candidates = candidates
            self.rejected = rejected
            self.archived = archived
            self.waiting = waiting
        }
    }

    package struct Bake: Hashable, Codable, Sendable {
        package var seen: Int
        package var needed: Int
        /// Stream time that it takes at least from here on; nil in the picture of an older engine.
        package var left: TimeSpan?

        package init(seen: Int, needed: Int, left: TimeSpan? = nil) {
            self.seen = seen
            self.needed = needed
            self.left = left
        }
    }

    package init(
        record: RolloutRecord, revision: Int, candidateSummary: String, championSummary: String, steps: [Double],
        weight: Double, observedShare: Double?, comparisons: [Comparison], evidence: RolloutEvidence?,
        minimumPairs: Int, pairsInStep: Int, since: Timestamp, awaitsApproval: String?, bake: Bake?,
        approvedBy: String? = nil, obstacle: String? = nil, harmBudget: Double? = nil, recall: Recall = Recall(),
        coverage: LabelCoverage? = nil, warnings: [String] = [], race: Race? = nil, guardrails: [GuardrailState] = [],
        splitProbability: Double? = nil
    ) {
        self.record = record
        self.revision = revision
        self.candidateSummary = candidateSummary
        self.championSummary = championSummary
        self.steps = steps
        self.weight = weight
        self.observedShare = observedShare
        self.comparisons = comparisons
        self.evidence = evidence
        self.minimumPairs = minimumPairs
        self.pairsInStep = pairsInStep
        self.since = since
        self.awaitsApproval = awaitsApproval
        self.bake = bake
        self.approvedBy = approvedBy
        self.obstacle = obstacle
        self.harmBudget = harmBudget
        self.recall = recall
        self.coverage = coverage
        self.warnings = warnings
        self.race = race
        self.guardrails = guardrails
        self.splitProbability = splitProbability
    }
}
