import Domain

@testable import Tracking

/// A made-up pipeline whose labels are late, missing, corrected and taken back, and what is known of it by an obvious way.
struct PerformanceWorld {
    enum Fact {
        case prediction(Int64, at: Timestamp, Output)
        case label(Int64, Truth?, weight: Double)
        case implied(Int64, Truth)
        case retraction(ClosedRange<Int64>)
    }

    static let every = TimeSpan.hours(1)
    static let horizon = TimeSpan.hours(3)
    static let complete = 0.75

    private(set) var facts: [(sequence: Int64, time: Timestamp, fact: Fact)] = []
    let isRegression: Bool

    /// Writes a log of random entries, each in a commit of its own, and remembers what it wrote.
    init(seed: UInt64, in store: SQLiteHistory) throws {
        isRegression = seed % 2 == 0
        var generator = SeededGenerator(seed: seed)
        let task: LearningTask = isRegression ? .regression : .classification(classes: ["DOWN", "UP"])
        let definition = PipelineDefinition(
            name: Journal.name, task: task,
            source: SourceDefinition(file: "", timeColumn: "time", targetColumn: "label"), columns: [],
            labels: LabelDefinition(delay: .zero, horizon: Self.horizon, complete: Self.complete))
        try store.commit([
            Journal.changes { $0.entries = [LogEntry(sequence: 1, input: .definition(definition))] }
        ])
        var clock = Journal.time(0)
        var labelled: [Int64: Int64] = [:]
        var silent: Set<Int64> = []
        var held: Set<Int64> = []
        var newest: Int64 = 0
        for sequence in Int64(2)...110 {
            clock = clock + .minutes(Int(generator.unitInterval() * 12))
            var (changes, choice) = (PipelineChanges(pipeline: Journal.name), generator.unitInterval())
            let event = newest == 0 ? 0 : 1 + Int64(generator.unitInterval() * Double(newest))
            if event == 0 { choice = 0 }
            switch choice {
            case ..<0.4:
                newest += 1
                // Some rows come late, so that a stretch that was reported grows.
                let late = generator.unitInterval() < 0.1 ? TimeSpan.minutes(90) : .zero
                let output = output(&generator)
                write(prediction: newest, at: clock - late, output, sequence, &changes)
            case ..<0.85:
                let truth = generator.unitInterval() < 0.1 ? nil : truth(&generator)
                let chance = generator.unitInterval() < 0.2 ? 0.25 : 1
                if labelled[event] == nil, chance < 1 {
                    changes.told = [
                        StoredToldLabel(
                            sequence: sequence,
                            told: ToldLabel(
                                event: event, value: .missing, time: clock, probability: chance, fate: .kept))
                    ]
                }
                let weight = labelled[event] == nil ? 1 / chance : weight(of: event)
                changes.labels = [
                    StoredLabel(
                        sequence: sequence, event: event, time: clock, value: .missing, truth: truth,
                        isCorrection: labelled[event] != nil)
                ]
                labelled[event] = sequence
                if truth == nil { held.remove(event) } else { held.insert(event) }
                facts.append((sequence, clock, .label(event, truth, weight: weight)))
            case ..<0.93:
                guard silent.insert(event).inserted else { continue }
                let truth = truth(&generator)
                changes.implied = [
                    StoredLabel(sequence: sequence, event: event, time: clock, value: .missing, truth: truth)
                ]
                facts.append((sequence, clock, .implied(event, truth)))
            default:
                guard held.count >= 5 else { continue }
                held = []
                // The whole stream, so that no late row makes the range another one.
                let range = LabelRange(from: Journal.time(0) - .days(1), to: LabelRange.open, source: nil)
                changes.entries = [LogEntry(sequence: sequence, input: Journal.intent("ann"))]
                changes.retractions = [
                    LabelRetraction(
                        sequence: sequence, taint: LabelTaint(range: range), user: "ann", reason: "a bug",
                        time: clock)
                ]
                facts.append((sequence, Journal.time(0), .retraction(1...newest)))
            }
            try store.commit([changes])
        }
    }

    private func weight(of event: Int64) -> Double {
        let weights = facts.compactMap { fact -> Double? in
            if case .label(event, _, let weight) = fact.fact { weight } else { nil }
        }
        return weights.last ?? 1
    }

    private mutating func write(
        prediction event: Int64, at time: Timestamp, _ output: Output, _ sequence: Int64,
        _ changes: inout PipelineChanges
    ) {
        changes.events = [
            StoredEvent(sequence: sequence, event: Event(id: event, time: time, unit: nil, values: [], lags: []))
        ]
        changes.predictions = [
            PredictionRecord(
                event: event, arm: .champion, champion: ModelVersion(rawValue: 1), championOutput: output,
                championLearnedThrough: 0, candidate: nil, candidateOutput: nil,
                chances: AnswerChances(isAudited: event % 3 == 0))
        ]
        facts.append((sequence, time, .prediction(event, at: time, output)))
    }

    private func output(_ generator: inout SeededGenerator) -> Output {
        let number = generator.unitInterval()
        return isRegression ? .value(number * 10) : .probabilities([number, 1 - number])
    }

    private func truth(_ generator: inout SeededGenerator) -> Truth {
        let number = generator.unitInterval()
        guard isRegression else { return .category(number < 0.5 ? 0 : 1) }
        // A slip of the keyboard now and then, which is corrected or taken back later.
        return .number(number < 0.05 ? 1e15 : number * 10)
    }
}
