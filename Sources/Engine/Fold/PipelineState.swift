import Domain
import Learning

/// The whole state of a pipeline: a fold over its log.
///
/// The same entries give the same state on every machine.
///
/// It reads no clock and draws no chance of its own; what it wants done outside stands in ``work``, and what it has
/// decided goes into the changes that commit with the entries.
struct PipelineState: Codable, Sendable {
    var definition: PipelineDefinition
    var sequence: Int64 = 0
    /// Stream time: the newest moment that came.
    var clock = Timestamp(rawValue: 0)

    var keys = KeyMemory()
    var lags: LagMemory
    /// Everything else that a row's features are taken from.
    var memory: FeatureMemory
    var batch = BatchVerdict()
    var blocked: [ClosedRange<Int64>] = []
    var isCorrupt = false

    var baselines: Baselines
    var champion: DeployedModel?
    /// The champion before, loaded while the new one bakes.
    var previous: DeployedModel?
    var candidate: DeployedModel?
    /// What serves in the place of a champion of our own.
    var external = ExternalChampion()
    /// The first champion as it was, never retrained.
    var ghost: DeployedModel?
    var assignment = TrafficAssignment(salt: "")

    var buffer = PredictionBuffer()
    var served: TaskMetric
    var ghostMetric: TaskMetric
    var noChange: TaskMetric
    var constant: TaskMetric
    /// While two models are compared: each on the same events, whichever of them answered.
    var candidateMetric: TaskMetric
    var rivalMetric: TaskMetric
    /// Over all labelled events, none forgotten: what a report states.
    var servedTotal: TaskMetric
    var noChangeTotal: TaskMetric

    var monitors: Monitors
    /// Of a champion that learns on.
    var learning: LearningWatch?
    var alerts = AlertBook()
    var triggers: [TriggerState]
    var automation = Automation.on
    var search: SearchState?
    /// What earlier searches found.
    var experience = Experience()
    var spending = SearchSpending()
    var rollout: RolloutStateMachine?
    /// Units of an A/B comparison.
    var units = UnitBook()
    /// Whether labels come alike for both arms.
    var coverage = CoverageCheck()
    /// Time of the newest row that a caller was answered; nil before the first.
    var servedThrough: Timestamp?
    /// Recipe and dataset of what a person or the engine rolled back: it does not come again by itself.
    var rolledBackRecipes: [String] = []
    var drillsDone = 0
    /// What a person may bring back.
    var shelf = Shelf()
    var archive = Archive()
    /// Candidates that wait for their turn, in order.
    var waiting: [WaitingCandidate] = []
    var race = Race()
    var promotionHistory = PromotionHistory()
    var golden = GoldenSet()
    var reigns = Reigns()
    var answers = RecentAnswers()
    var labelling = LabelBook()

    var counts = Counts()
    var tallies = PipelineTallies()
    var servedEstimate = ServedEstimate()
    var chain = DecisionChain()

    /// How much of everything there was.
    struct Counts: Codable, Hashable, Sendable {
        var events: Int64 = 0
        var quarantined: Int64 = 0
        var labelled: Int64 = 0
        var orphanLabels: Int64 = 0
        var expired: Int64 = 0
        var lastVersion = 0
        var runs = 0
        var searches = 0
        var trials = 0
        var triggersFired = 0
        var candidates = 0
        var rejected = 0
        var rollouts = 0
        var promotions = 0
        var rollbacks = 0
        var alerts = 0
        var labelledAtCut: Int64 = 0

        /// Rows that came, whatever became of them.
        var rows: Int64 { events + quarantined }
    }

    init(definition: PipelineDefinition) {
        self.definition = definition
        lags = LagMemory(lags: definition.features.lags)
        memory = FeatureMemory(definition)
        baselines = Baselines(task: definition.task)
        let metric = TaskMetric(task: definition.task, fading: definition.monitors.fading)
        (served, ghostMetric, noChange, constant) = (metric, metric, metric, metric)
        (candidateMetric, rivalMetric) = (metric, metric)
        let total = TaskMetric(task: definition.task, fading: 1)
        (servedTotal, noChangeTotal) = (total, total)
        monitors = Monitors(columns: definition.columns.count, definition.monitors)
        triggers = definition.triggers.map(TriggerState.init)
    }

    /// Rows kept from all training, for the replay of old windows.
    var reservation: LabelledEventQuery.Reservation {
        let gates = definition.gates
        return LabelledEventQuery.Reservation(
            every: Int64(gates.replayEvery), offset: Int64(gates.replayEvery / 2), rows: Int64(gates.replayRows))
    }

    var higherIsBetter: Bool { definition.task.higherIsBetter }

    /// Whether something outside has to be done before a lockstep stream goes on.
    var asksForWork: Bool {
        if rollout?.gateMoment != nil { return true }
        return switch search?.phase {
        case .dataset, .trials, .refit: true
        case .gates, .canary, .ended, nil: false
        }
    }

    var isAutomationOn: Bool { automation == .on }
}
