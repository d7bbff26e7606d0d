import Domain
import Testing

@testable import Tracking

struct PerformanceTests {
    private func report(
        _ store: SQLiteHistory, knownAt: Timestamp? = nil, throughEntry: Int64? = nil
    ) throws -> PerformanceReport {
        let query = PerformanceQuery(
            pipeline: Journal.name, every: PerformanceWorld.every, since: Timestamp(rawValue: 0) - .days(1),
            knownAt: knownAt, throughEntry: throughEntry, listsRevisions: true)
        return try #require(try store.performance(query))
    }

    private func isSame(
        _ report: PerformanceReport, _ world: PerformanceWorld,
        as history: ArraySlice<(entry: Int64, clock: Timestamp, figures: [Timestamp: PerformanceWorld.Figures])>
    ) -> Bool {
        let figures = history.last?.figures ?? [:]
        guard report.stretches.map(\.from) == figures.keys.sorted() else { return false }
        return report.stretches.allSatisfy { stretch in
            let wanted = world.revisions(of: stretch.from, in: Array(history))
            guard let now = figures[stretch.from], stretch.predictions == now.predictions,
                stretch.labels == now.labels, stretch.current == stretch.revisions.last
            else { return false }
            let audited = now.audited
            guard stretch.audit?.predictions ?? 0 == audited.asked, stretch.audit?.labels ?? 0 == audited.labels else {
                return false
            }
            if let estimate = stretch.audit?.estimate {
                guard isNear(estimate.value, audited.sum / Double(audited.labels)), estimate.low <= estimate.value,
                    estimate.value <= estimate.high
                else { return false }
            }
            // A sum that is made in another order may differ in its last digit, and so may tell a change where none is.
            let told = stretch.revisions.filter { revision in wanted.contains { $0.entry == revision.entry } }
            return told.count == wanted.count
                && zip(told, wanted).allSatisfy { told, wanted in
                    told.labels == wanted.figures.labels && told.predictions == wanted.figures.predictions
                        && isNear(told.value, wanted.figures.value) && told.at == world.clock(at: told.entry)
                }
        }
    }

    private func isNear(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) <= 1e-9 * max(1, abs(other))
    }

    /// Late, corrected, implied and retracted labels in any order: each report is what was known then, and stays that.
    @Test(arguments: 1...50)
    func everyPastReportIsWhatWasKnownThen(seed: UInt64) throws {
        let store = try SQLiteHistory()
        let world = try PerformanceWorld(seed: seed, in: store)
        let last = try #require(world.facts.last?.sequence)
        let history = world.history
        let now = try report(store)
        #expect(now.throughEntry == last && isSame(now, world, as: history[...]))

        for entry in stride(from: Int64(5), through: last, by: 26) {
            let known = world.facts.map(\.sequence).last { $0 <= entry } ?? 0
            let past = try report(store, throughEntry: entry)
            let then = history.prefix { $0.entry <= known }
            #expect(past.throughEntry == known && isSame(past, world, as: then), "entry \(entry)")
            for stretch in past.stretches {
                let later = now.stretches.first { $0.from == stretch.from }?.revisions.prefix(stretch.revisions.count)
                #expect(later.map(Array.init) == stretch.revisions, "what was reported once stands for ever")
            }
            let moment = world.clock(at: known)
            let newest = world.facts.map(\.sequence).last { world.clock(at: $0) <= moment } ?? 0
            #expect(try report(store, knownAt: moment) == report(store, throughEntry: newest))
        }
    }

    @Test func aCorrectionMakesTheNextRevision() throws {
        let store = try SQLiteHistory()
        let definition = PipelineDefinition(
            name: Journal.name, task: .classification(classes: ["DOWN", "UP"]),
            source: SourceDefinition(file: "", timeColumn: "time", targetColumn: "label"), columns: [],
            labels: LabelDefinition(delay: .minutes(30), horizon: .days(1)))
        var changes = Journal.labelled(100)
        changes.entries = [LogEntry(sequence: 0, input: .definition(definition))]
        changes.predictions = (1...100).map { event in
            PredictionRecord(
                event: event, arm: .champion, champion: ModelVersion(rawValue: 1),
                championOutput: .probabilities(event <= 30 ? [0.2, 0.8] : [0.8, 0.2]), championLearnedThrough: 0,
                candidate: nil, candidateOutput: nil)
        }
        try store.commit([changes])
        try store.commit([
            Journal.changes { changes in
                changes.labels = [
                    StoredLabel(
                        sequence: 300, event: 7, time: Journal.time(200), value: .category("DOWN"),
                        truth: .category(0), isCorrection: true)
                ]
            }
        ])

        let stretches = try report(store).stretches

        let first = try #require(stretches.first)
        #expect(stretches.count == 2 && first.predictions == 59 && first.coverage == 1)
        #expect(first.current?.number == (first.previous?.number ?? 0) + 1)
        #expect(first.previous?.value == 30.0 / 59 && first.current?.value == 29.0 / 59)
        #expect(first.current?.at == Journal.time(200) && first.current?.entry == 300)
        #expect(try report(store, knownAt: Journal.time(199)).stretches.first?.current?.value == 30.0 / 59)
        #expect(try report(store, knownAt: Journal.time(30)).stretches.first?.current == nil, "not over yet")
    }

    @Test func whatCannotBeReportedIsSaid() throws {
        let store = try SQLiteHistory()
        let query = PerformanceQuery(pipeline: Journal.name, every: .hours(1))
        #expect(try store.performance(query) == nil)
        for (every, limit, since) in [
            (TimeSpan.zero, 1, Int64(0)), (TimeSpan(milliseconds: .max), 1, 0), (.hours(1), 0, 0),
            (.hours(1), .max, 0), (.hours(1), 1, .min),
        ] {
            let odd = PerformanceQuery(
                pipeline: Journal.name, every: every, since: Timestamp(rawValue: since), limit: limit)
            #expect(throws: StoreError.self) { try store.performance(odd) }
        }
    }
}
