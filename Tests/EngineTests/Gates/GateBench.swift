import Domain
import Synchronization

@testable import Engine

/// Evidence with known models: the truth of event n is class n modulo 2, its column `side` is `a` or `b` in turns of two.
enum GateBench {
    static let columns = [
        Column(name: "side", kind: .category), Column(name: "size", kind: .number),
        Column(name: "isNew", kind: .boolean),
    ]
    static let task = LearningTask.classification(classes: ["even", "odd"])

    static func event(_ id: Int64, unit: String? = nil) -> Event {
        Event(
            id: id, time: Timestamp(rawValue: id * 1_000), unit: unit,
            values: [.category(id % 4 < 2 ? "a" : "b"), .number(Double(id % 10)), .flag(id % 3 == 0)], lags: [0, 1])
    }

    static func labelled(_ ids: ClosedRange<Int64>, unit: String? = nil) -> [LabelledEvent] {
        ids.map { LabelledEvent(event: event($0, unit: unit), truth: .category(Int($0 % 2))) }
    }

    static func scored(_ ids: ClosedRange<Int64>, unit: String? = nil) -> [ScoredEvent] {
        labelled(ids, unit: unit).map { ScoredEvent(labelled: $0, prediction: nil) }
    }

    /// Everything a good candidate needs: rows 1 to 200 to train on, rows 201 to 400 to be judged on.
    static func evidence(
        candidate: any PublishedModel = KnownModel(everyWrong: 10),
        champion: any PublishedModel = KnownModel(everyWrong: 4),
        fresh: ClosedRange<Int64> = 201...400, unit: String? = nil, task: LearningTask = task
    ) -> GateEvidence {
        var evidence = GateEvidence(
            task: task, columns: columns, lossScale: 1, candidate: candidate, reloaded: candidate,
            champion: ChampionAnswers(version: ModelVersion(rawValue: 1), isLive: false, model: champion))
        evidence.lastEvent = 200
        evidence.requests = labelled(301...400).map(\.event)
        evidence.training = TrainingEvidence(rows: labelled(1...200), labelled: 95, expired: 5)
        evidence.fresh =
            FreshRows.judged(
                scored(fresh, unit: unit), before: evidence.training.rows.last, evidence, delay: .zero
            ).rows
        return evidence
    }
}

/// A model that answers by a rule of the test.
struct RuleModel: PublishedModel {
    var rule: @Sendable (Event) -> Output

    func predict(_ event: Event) -> Output { rule(event) }
    mutating func learn(_ event: LabelledEvent) {}

    /// Right where the rule says so.
    static func right(where rule: @escaping @Sendable (Event) -> Bool) -> RuleModel {
        RuleModel { event in
            let truth = Int(event.id % 2)
            return .probabilities((rule(event) ? truth : 1 - truth) == 0 ? [0.9, 0.1] : [0.1, 0.9])
        }
    }
}

/// A model that never says the same twice.
final class FickleModel: PublishedModel {
    private let asked = Mutex(0)

    func predict(_ event: Event) -> Output {
        let count = asked.withLock {
            $0 += 1
            return $0
        }
        return .probabilities(count % 2 == 0 ? [0.6, 0.4] : [0.61, 0.39])
    }

    func learn(_ event: LabelledEvent) {}
}
