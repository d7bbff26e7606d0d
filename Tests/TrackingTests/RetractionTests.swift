import Domain
import Testing

@testable import Tracking

struct RetractionTests {
    private let store: SQLiteHistory

    init() throws {
        store = try SQLiteHistory()
    }

    private static func range(_ from: Int64, _ to: Int64, source: LabelRange.Source? = nil) -> LabelRange {
        LabelRange(from: Journal.time(from), to: Journal.time(to), source: source)
    }

    private func retract(_ range: LabelRange, at sequence: Int64) throws {
        let taint = try store.taint(of: range, in: Journal.name)
        try store.commit([
            Journal.changes { changes in
                changes.entries = [LogEntry(sequence: sequence, input: Journal.intent("ann"))]
                changes.retractions = [
                    LabelRetraction(
                        sequence: sequence, taint: taint, user: "ann", reason: "a bug", time: Journal.time(0))
                ]
            }
        ])
    }

    private func labelled() throws -> [Int64] {
        try store.labelledEvents(
            LabelledEventQuery(
                pipeline: Journal.name, throughSequence: .max, events: 0...Int64.max, limit: 99, skipping: nil,
                excluded: [])
        ).map(\.labelled.event.id)
    }

    /// A pipeline of two classes with ten labelled events, answered right by version 1 up to event 5 and wrong after.
    private func fill() throws {
        let definition = PipelineDefinition(
            name: Journal.name, task: .classification(classes: ["DOWN", "UP"]),
            source: SourceDefinition(file: "", timeColumn: "time", targetColumn: "label"), columns: [],
            labels: LabelDefinition(delay: .minutes(30), horizon: .days(1)))
        var changes = Journal.labelled(10)
        changes.entries = [LogEntry(sequence: 0, input: .definition(definition))]
        changes.predictions = (1...10).map { event in
            PredictionRecord(
                event: event, arm: .champion, champion: ModelVersion(rawValue: 1),
                championOutput: .probabilities(event <= 5 ? [0.2, 0.8] : [0.8, 0.2]), championLearnedThrough: 0,
                candidate: nil, candidateOutput: nil)
        }
        try store.commit([changes])
    }

    @Test func takesLabelsOutOfTrainingAndKeepsThemBeside() throws {
        try fill()

        try retract(Self.range(3, 6), at: 21)

        #expect(try labelled() == [1, 2, 7, 8, 9, 10])
        let standings = try store.standings(of: [2, 3], in: Journal.name)
        #expect(standings[2]?.label == .category("UP") && standings[2]?.isRetracted == false)
        #expect(standings[3]?.label == nil && standings[3]?.isRetracted == true)
        #expect(try store.retractions(Journal.name, limit: 9).map(\.reason) == ["a bug"])
        #expect(try store.taint(of: Self.range(3, 6), in: Journal.name).labels == 0)
    }

    @Test func theLogIsFoldedAsItCame() throws {
        try fill()
        let before = try store.restore(Journal.name).tail

        try retract(Self.range(1, 10), at: 21)
        try store.commit([
            Journal.changes { changes in
                changes.labels = [
                    StoredLabel(
                        sequence: 22, event: 4, time: Journal.time(50), value: .category("DOWN"),
                        truth: .category(0), isCorrection: true)
                ]
            }
        ])

        let after = try store.restore(Journal.name).tail
        #expect(Array(after.prefix(before.count)) == before)
        #expect(after.map(\.sequence).suffix(2) == [21, 22])
        #expect(
            after.last?.input
                == .source(.correction(number: 4, value: .category("DOWN"), time: Journal.time(50))))
        #expect(try labelled() == [4])
    }

    @Test func restatesTheMetricsOfWhoAnswered() throws {
        try fill()

        let taint = try store.taint(of: Self.range(6, 8), in: Journal.name)

        #expect(taint.labels == 3)
        #expect(
            taint.metrics == [
                LabelTaint.Restatement(
                    version: ModelVersion(rawValue: 1), metric: "accuracy", labelsBefore: 10, before: 0.5,
                    labelsAfter: 7, after: 5.0 / 7)
            ])
        #expect(try labelled().count == 10, "to look changes nothing")
    }

    @Test func tellsSourcesApart() throws {
        let request = PredictionNumber.next(after: 0, at: Journal.time(2))
        try fill()
        try store.commit([
            Journal.changes { changes in
                var event = Journal.event(2)
                event.id = request
                changes.events = [StoredEvent(sequence: 31, event: event)]
                changes.labels = [Journal.label(request, at: 32)]
            }
        ])

        #expect(try store.taint(of: Self.range(1, 3), in: Journal.name).labels == 4)
        #expect(try store.taint(of: Self.range(1, 3, source: .feedback), in: Journal.name).labels == 1)
        try retract(Self.range(1, 3, source: .file), at: 33)
        #expect(try labelled() == [4, 5, 6, 7, 8, 9, 10, request])
    }

    @Test func followsLabelsIntoDatasetsVersionsAndPromotions() throws {
        try fill()
        let digest = ContentDigest(bytes: Array(repeating: 7, count: 32))
        try store.commit([
            Journal.changes { changes in
                for (search, last) in [(1, Int64(4)), (2, 8)] {
                    changes.entries.append(
                        LogEntry(
                            sequence: Int64(40 + search),
                            input: .dataset(
                                search: search,
                                DatasetSummary(
                                    digest: digest, trainingRows: 4, validationRows: 0, from: Journal.time(1),
                                    trainedThrough: Journal.time(last), validatedThrough: Journal.time(last),
                                    lastEvent: last, lossScale: 1))))
                    changes.versions.append(version(search, digest))
                }
                changes.triggers = [trigger(1, .deployed), trigger(2, .promoted)]
                changes.rollouts = [promoted(ModelVersion(rawValue: 2), over: ModelVersion(rawValue: 1))]
            }
        ])

        let taint = try store.taint(of: Self.range(5, 7), in: Journal.name)

        #expect(taint.datasets.map(\.search) == [2] && taint.datasets.map(\.labels) == [3])
        #expect(taint.models.map(\.version.rawValue) == [2] && taint.models.map(\.trainedOn) == [3])
        #expect(taint.promotions.map(\.rollout) == [1])
        #expect(taint.promotions.first?.isOfTaintedModel == true)
        #expect(taint.promotions.first?.wasJudgedByThem == false)
        #expect(taint.lastClean == ModelVersion(rawValue: 1))
        #expect(taint.openRollout == nil)
    }

    private func version(_ number: Int, _ digest: ContentDigest) -> VersionRecord {
        VersionRecord(
            version: ModelVersion(rawValue: number),
            specification: TrialSpecification(
                learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 4,
                hyperparameters: [], seed: 1),
            summary: "linear", model: digest, dataset: digest, trainedRows: 4, trainedThrough: Journal.time(4),
            search: number, createdAt: Journal.time(Int64(number) * 10))
    }

    private func trigger(_ number: Int, _ outcome: TriggerRecord.Outcome) -> TriggerRecord {
        TriggerRecord(
            number: number, kind: "initial", firedAt: Journal.time(9), value: 0, threshold: 0, count: 0, evidence: "",
            actor: "engine", outcome: outcome)
    }

    private func promoted(_ candidate: ModelVersion, over champion: ModelVersion) -> RolloutRecord {
        let way: [RolloutState] = [.created, .validating, .warming, .promoting, .baking, .promoted]
        let transitions = zip(way, way.dropFirst()).map { from, to in
            RolloutRecord.Transition(
                streamTime: Journal.time(20), from: from, to: to, weight: 0, actor: "engine", reason: "")
        }
        return RolloutRecord(
            number: 1, candidate: candidate, champion: champion, state: .promoted, isDrill: false, gates: [],
            transitions: transitions, evidence: nil, metricBefore: nil, metricAfter: nil)
    }
}
