import Domain
import TestSupport

@testable import Engine

/// A pipeline's fold with known models, one event and its label a minute.
struct FoldBench {
    /// Models by content, as versions name them.
    struct Artifacts: ArtifactStore {
        var models: [ContentDigest: KnownModel] = [:]

        func saveDataset(_ events: [LabelledEvent], columns: [Column]) throws(ArtifactError) -> ContentDigest {
            throw ArtifactError("no datasets here")
        }

        func loadDataset(_ digest: ContentDigest) throws(ArtifactError) -> [LabelledEvent] {
            throw ArtifactError("no datasets here")
        }

        func loadModel(_ digest: ContentDigest) throws(ArtifactError) -> any PublishedModel {
            guard let model = models[digest] else { throw ArtifactError("no model \(digest)") }
            return model
        }

        func saveModel(_ model: any PublishedModel) throws(ArtifactError) -> ContentDigest {
            throw ArtifactError("nothing learns here")
        }
    }

    var state: PipelineState
    private(set) var changes = PipelineChanges(pipeline: PipelineName(rawValue: "bench"))
    private(set) var artifacts = Artifacts()
    private var row: Int64 = 0
    private let values: (Int64) -> [FieldValue]
    /// What the gates say when they run again.
    var recurring: [GateResult] = []
    /// What they say to a person's attempt.
    var starting: [GateResult] = []

    private var context: FoldContext {
        FoldContext(sha256: StandInDigest.function, artifacts: artifacts, wallTime: Timestamp(rawValue: 0))
    }

    /// v1, wrong on every third event, serves; a bake ends with its pairs.
    init(
        _ canary: CanaryDefinition, unitColumn: String? = nil, columns: [Column] = [],
        gates: GateDefinition = GateDefinition(), values: @escaping (Int64) -> [FieldValue] = { _ in [] }
    ) {
        self.values = values
        var canary = canary
        canary.guards.bakeTime = .zero
        state = PipelineState(
            definition: PipelineDefinition(
                name: PipelineName(rawValue: "bench"), task: .classification(classes: ["0", "1"]),
                source: SourceDefinition(file: "", timeColumn: "time", unitColumn: unitColumn, targetColumn: "label"),
                columns: columns,
                labels: LabelDefinition(delay: .zero, horizon: .days(30)), gates: gates, canary: canary))
        state.champion = deployed(1, everyWrong: 3)
        feed(1)
    }

    private mutating func deployed(_ number: Int, everyWrong: Int64) -> DeployedModel {
        let content = StandInDigest.digest(of: "\(number)")
        let model = KnownModel(everyWrong: everyWrong)
        artifacts.models[content] = model
        let record = VersionRecord(
            version: ModelVersion(rawValue: number),
            specification: TrialSpecification(
                learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 100,
                hyperparameters: [], seed: 1),
            summary: "known", model: content, dataset: content, trainedRows: 100, trainedThrough: state.clock,
            search: 1,
            createdAt: state.clock)
        return DeployedModel(record: record, since: state.clock, content: content, model: model)
    }

    /// The champion learns on from here on, as this model does.
    mutating func serve(live model: any PublishedModel) {
        state.champion?.record.specification.updates = .live
        state.champion?.model = model
    }

    /// A model that no version has, by the digest of its name.
    mutating func keepModel(_ name: String, everyWrong: Int64) {
        artifacts.models[StandInDigest.digest(of: name)] = KnownModel(everyWrong: everyWrong)
    }

    /// A version that was trained once and serves nowhere.
    mutating func archive(_ number: Int, everyWrong: Int64) {
        let record = deployed(number, everyWrong: everyWrong).record
        state.archive.add(record)
    }

    /// A search proposes a version, and its gates give their answers.
    mutating func propose(_ number: Int, everyWrong: Int64, gates: [GateResult] = [], isLost: Bool = false) {
        state.search = SearchState(
            number: number, purpose: .improve,
            trigger: TriggerRecord(
                number: number, kind: "manual", firedAt: state.clock, value: 0, threshold: 0, count: 0, evidence: "",
                actor: "ann", outcome: .running), cut: state.sequence, runs: [])
        let version = deployed(number, everyWrong: everyWrong)
        state.archive.add(version.record)
        state.open(version, rank: 0, context, &changes)
        let content = isLost ? StandInDigest.digest(of: "lost") : version.content
        fold(.gates(version: version.version, GateReport(moment: .start, results: gates), model: content))
    }

    @discardableResult
    private mutating func fold(_ input: PipelineInput) -> IntentReply? {
        state.fold(input, in: context, into: &changes)
    }

    mutating func feed(_ rows: Int) {
        for _ in 0..<rows {
            row += 1
            let time = Rehearsal.start + .minutes(Int(row))
            fold(.source(.row(SourceRow(number: row, time: time, unit: nil, values: values(row)))))
            fold(.source(.label(number: row, value: .category("\(row % 2)"), time: time)))
            answerGates()
        }
    }

    /// A row of a unit a while after the one before, without a label; gives its number and the arm that answered.
    mutating func ask(
        _ unit: String?, after span: TimeSpan = .minutes(1), isCounted: Bool = true
    ) -> (event: Int64, arm: PredictionRecord.Arm) {
        row += 1
        var source = SourceRow(number: row, time: state.clock + span, unit: unit, values: [])
        if !isCounted, let candidate = state.candidate {
            source.served = ServedAnswer(
                arm: .candidate, version: candidate.version, output: .probabilities([0.5, 0.5]), learnedThrough: 0,
                lags: [], isCounted: false)
        }
        fold(.source(.row(source)))
        defer { answerGates() }
        return (row, changes.predictions.last?.arm ?? .baseline)
    }

    mutating func reward(_ event: Int64, _ value: Double, weight: Double = 1, replaces: Double = 0) {
        let reward = Reward(value: value, weight: weight)
        fold(.source(.reward(number: event, reward, replaces: replaces, time: state.clock)))
        answerGates()
    }

    /// Something is told of a label beside its value.
    mutating func tell(_ told: ToldLabel) {
        fold(.told(told))
    }

    /// A label as it is told, right or wrong; nil where none will come.
    mutating func label(_ event: Int64, as value: String?) {
        fold(.source(.label(number: event, value: value.map { .category($0) } ?? .missing, time: state.clock)))
        answerGates()
    }

    mutating func label(_ event: Int64) {
        fold(.source(.label(number: event, value: .category("\(event % 2)"), time: state.clock)))
        answerGates()
    }

    /// Feeds until the canary is in another state, 3,000 rows at most.
    mutating func feedToTheNextState() {
        let before = rollout
        for _ in 0..<3_000 where rollout == before { feed(1) }
    }

    /// Gives a command about the canary as it stands now.
    mutating func order(_ command: (Int, Int) -> Command, reason: String = "", by user: String = "ann") -> IntentReply?
    {
        let command = command(state.rollout?.record.number ?? 0, state.rollout?.revision ?? 0)
        defer { answerGates() }
        return fold(
            .command(
                Intent(
                    pipeline: state.definition.name, command: command, user: user, reason: reason,
                    time: Timestamp(rawValue: 0))))
    }

    /// Something was seen of the traffic plane.
    mutating func find(_ finding: TrafficFinding) {
        fold(.traffic(finding))
    }

    /// Both models were timed.
    mutating func time(_ timings: ModelTimings) {
        fold(.timings(timings))
    }

    /// Gives the gates' answers where the rollout waits for them.
    private mutating func answerGates() {
        guard let rollout = state.rollout, let moment = rollout.gateMoment else { return }
        let version = rollout.record.candidate
        fold(
            .gates(
                version: version, GateReport(moment: moment, results: moment == .start ? starting : recurring),
                model: StandInDigest.digest(of: "\(version.rawValue)")))
    }

    var rollout: RolloutState? { state.rollout?.state }
    var record: RolloutRecord? { state.rollout?.record }
    var champion: ModelVersion? { state.champion?.version }
}
