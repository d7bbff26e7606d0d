import Domain
import Learning

/// All that the gates look at, gathered once: what is not there is empty or nil, and its gates are inconclusive.
struct GateEvidence: Sendable {
    let task: LearningTask
    let columns: [Column]
    /// An absolute error of so much is a loss of 1; 1 for classification.
    let lossScale: Double
    /// As it was trained, or at a step as it is now; it learns nothing here.
    var candidate: any PublishedModel
    /// The same, loaded once more by the name of its content; nil where that is not possible.
    var reloaded: (any PublishedModel)?
    var champion: ChampionAnswers
    /// Recorded requests, the newest last; their labels are not looked at.
    var requests: [Event] = []
    /// Newest labelled rows after the training cut, oldest first, answered by both models.
    var fresh: [FreshRow] = []
    /// Id of the newest event that the training may have seen.
    var lastEvent: Int64 = 0
    /// Nil where no old row is reserved.
    var grid: ReplayGrid?
    var golden: [GoldenEvidence] = []
    var cost = ModelCost()
    var training = TrainingEvidence()
    var reproduction: Reproduction?
    /// The champion's own recipe, trained on the search's rows.
    var retrained: (any PublishedModel)?
    /// The candidate's recipe, trained on labels that mean nothing.
    var shuffled: (any PublishedModel)?

    init(
        task: LearningTask, columns: [Column], lossScale: Double, candidate: any PublishedModel,
        reloaded: (any PublishedModel)?, champion: ChampionAnswers
    ) {
        self.task = task
        self.columns = columns
        self.lossScale = lossScale
        self.candidate = candidate
        self.reloaded = reloaded
        self.champion = champion
    }

    /// The same with the candidate's answers refitted, but for the replay of old rows.
    func refitted(by refit: Recalibration) -> GateEvidence {
        var evidence = self
        if let model = candidate as? any RecalibratedModel { evidence.candidate = model.recalibrated(by: refit) }
        evidence.fresh = fresh.map { row in
            guard case .probabilities(let shares) = row.candidate else { return row }
            var row = row
            row.candidate = .probabilities(refit.applied(to: shares))
            row.candidateLoss = loss(of: row.candidate, row.labelled.truth)
            return row
        }
        return evidence
    }

    func loss(of output: Output, _ truth: Truth) -> Double {
        Loss.of(output, truth: truth, scale: lossScale)
    }

    /// A model's losses on rows that it does not learn from.
    func losses(of model: any PublishedModel, on rows: [LabelledEvent]) -> [Double] {
        zip(model.predict(rows.map(\.event)), rows).map { loss(of: $0, $1.truth) }
    }

    /// Whether the task allows an answer: as many shares as classes, none below 0 or above 1, together 1; or a number.
    func isWithinContract(_ output: Output) -> Bool {
        switch (output, task) {
        case (.probabilities(let shares), .classification(let classes)):
            shares.count == classes.count && shares.allSatisfy { $0.isFinite && (0...1).contains($0) }
                && (shares.reduce(0, +) - 1).magnitude < 0.001
        case (.value(let value), .regression):
            value.isFinite
        default:
            false
        }
    }

    /// A model's second training with the same seed on the same rows.
    struct Reproduction: Sendable {
        /// Whether it is the same, byte by byte.
        var isSame: Bool
        /// Nil where the training failed.
        var model: (any PublishedModel)?
        /// Why it failed.
        var failure = ""
    }
}

/// A labelled row that the candidate was not trained on, with the answers of both models.
struct FreshRow: Sendable {
    var labelled: LabelledEvent
    var candidate: Output
    var champion: Output
    var candidateLoss: Double
    var championLoss: Double
    /// The last label known when the event came; nil where there was none.
    var noChange: Double?
    /// What the champion is on record with for this event, where it answered it as it is now; nil where it did not.
    var recorded: Output?

    /// Above 0 the candidate is worse.
    var difference: Double { candidateLoss - championLoss }
}

/// A golden case with its row, as far as it is there.
struct GoldenEvidence: Sendable {
    var item: GoldenCase
    var event: Event?
    var truth: Truth?
    /// Why the case cannot be asked any more.
    var problem: String?
}

/// What one model takes, beside what the champion takes; measured, so never decided on in lockstep.
struct ModelCost: Hashable, Sendable {
    /// Nanoseconds of single predictions, ascending; empty where nothing was measured.
    var nanoseconds: [Double] = []
    var championNanoseconds: [Double] = []
    var bytes: Int?
    var championBytes: Int?
    /// By how much the process grew when the model was loaded once more, or the model's bytes where that is not known; nil
    /// where it was not loaded.
    var residentBytes: Int?
}

/// What a candidate was trained on.
struct TrainingEvidence: Sendable {
    /// Oldest first.
    var rows: [LabelledEvent] = []
    /// Predictions that got a label, and those that waited for theirs too long.
    var labelled: Int64 = 0
    var expired: Int64 = 0
    /// Whether the newest batch breaks the rules now.
    var isCorrupt = false
    /// Events that no training may see: golden cases.
    var kept: [Int64] = []
    var reservation: LabelledEventQuery.Reservation?
}
