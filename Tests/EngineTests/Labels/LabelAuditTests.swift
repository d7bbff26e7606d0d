import Domain
import TestSupport
import Testing
import Tracking

@testable import Engine

/// Predictions whose labels are asked for whatever was answered.
struct LabelAuditTests {
    private static let sure = (share: 0.7, accuracy: 0.93)
    private static let unsure = (share: 0.3, accuracy: 0.5)
    private static var truth: Double { sure.share * sure.accuracy + unsure.share * unsure.accuracy }

    private static func labels(audit: Double, sampling: Double = 0.05) -> LabelDefinition {
        LabelDefinition(delay: .zero, horizon: .days(1), sampling: sampling, audit: audit)
    }

    /// Callers ask for the labels of unsure answers and of a tenth of the others, and say that they ask for all.
    private static func book(seed: UInt64) -> LabelBook {
        let labels = labels(audit: 0.05)
        var generator = SeededGenerator(seed: seed)
        var book = LabelBook()
        func time(_ event: Int) -> Timestamp { Timestamp(rawValue: 0) + .minutes(event) }
        for event in 0..<3_000 {
            let isAudited = generator.unitInterval() < labels.audit
            let kind = generator.unitInterval() < unsure.share ? unsure : sure
            let isRight = generator.unitInterval() < kind.accuracy
            let isChosen = kind.share == unsure.share || generator.unitInterval() < 0.1
            book.expect(at: time(event), clock: time(event), labels, fading: 1)
            if isAudited { book.expectAudited(at: time(event), clock: time(event), labels, fading: 1) }
            guard isAudited || isChosen else { continue }
            book.score(isRight ? 1 : 0, standingFor: 1, at: time(event), fading: 1, isAudited: isAudited)
            book.arrive(at: time(event), clock: time(event), labels, fading: 1, isAudited: isAudited)
        }
        let end = time(3_000) + labels.horizon + .hours(1)
        book.expect(at: end, clock: end, labels, fading: 1)
        book.expectAudited(at: end, clock: end, labels, fading: 1)
        return book
    }

    /// The interval is to miss the truth in 5 of 100 streams: 15 of 300, and hardly ever more than 28.
    @Test func coversTheTruthWhereTheWeightedMetricIsWrong() throws {
        var (misses, weighted, audited) = (0, 0.0, 0.0)
        let streams = 300
        for seed in 1...UInt64(streams) {
            let book = Self.book(seed: seed)
            let estimate = try #require(book.audit.estimate(isShare: true))
            if estimate.low > Self.truth || estimate.high < Self.truth { misses += 1 }
            weighted += try #require(book.watermark?.realised) / Double(streams)
            audited += estimate.value / Double(streams)
        }

        #expect(misses <= 28, "\(misses) of \(streams) miss it")
        #expect(weighted < Self.truth - 0.1, "\(weighted)")
        #expect(abs(audited - Self.truth) < 0.01, "\(audited)")
    }

    @Test func theErrorOfNumbersHasAnIntervalToo() throws {
        var misses = 0
        for seed in 1...UInt64(200) {
            var generator = SeededGenerator(seed: seed)
            var book = AuditBook()
            let labels = Self.labels(audit: 1)
            for event in 0..<200 {
                let time = Timestamp(rawValue: 0) + .minutes(event)
                book.expect(at: time, clock: time, labels, fading: 1)
                book.score(generator.unitInterval() * 4, at: time, fading: 1)
                book.arrive(at: time, clock: time, labels, fading: 1)
            }
            let estimate = try #require(book.estimate(isShare: false))
            if estimate.low > 2 || estimate.high < 2 { misses += 1 }
        }
        #expect(misses <= 22, "\(misses) of 200, where 10 are to be expected")
    }

    @Test func drawsTheShareByTheNumberAlone() throws {
        var definition = World.definition()
        #expect(LabelAudit(definition) == nil, "where all labels are asked for nothing is drawn")
        definition.labels.audit = 0.05
        let audit = try #require(LabelAudit(definition))
        let drawn = (0..<Int64(20_000)).filter { audit.holds($0, sha256: StandInDigest.function) }
        #expect((900...1_100).contains(drawn.count), "\(drawn.count)")
        definition.labels.audit = 0.1
        let wider = try #require(LabelAudit(definition))
        #expect(drawn.allSatisfy { wider.holds($0, sha256: StandInDigest.function) }, "a greater share has them all")
    }

    @Test func isKeptWithThePredictionAndTold() {
        var bench = FoldBench(CanaryDefinition())
        bench.state.definition.labels.sampling = 0.2
        bench.state.definition.labels.audit = 0.2
        let before = bench.changes.predictions.count
        bench.feed(1_000)

        let audited = bench.changes.predictions.dropFirst(before).filter(\.chances.isAudited)
        #expect((150...250).contains(audited.count), "\(audited.count)")
        let snapshot = bench.state.labelSnapshot.audit
        #expect(snapshot?.share == 0.2 && snapshot?.asked == Int64(audited.count))
        #expect(snapshot?.scored == Int64(audited.count))
        let estimate = snapshot?.estimate
        #expect(estimate.map { $0.low < 2.0 / 3 && $0.high > 2.0 / 3 } == true, "v1 is wrong on every third event")
    }

    /// What callers are told is what is kept, also after a restart that folds the log again.
    @Test func callersAreToldWhichLabelsAreAskedFor() async throws {
        let world = try World()
        var definition = World.definition()
        definition.triggers = []
        definition.labels.sampling = 0.2
        definition.labels.audit = 0.2
        let name = definition.name
        let request = PredictionRequest(
            model: name,
            rows: (0..<300).map { PredictionRequest.Row(values: [.number(Double($0 % 20) / 10 - 1), .number(0.5)]) })
        let final = definition
        try await world.serving(rows: 600, final) { engine in
            let answers = try engine.predict(request).get()
            let told = answers.filter(\.isAudited).map(\.id)
            #expect((30...95).contains(told.count), "\(told.count)")
            _ = await engine.take(answers.map { Feedback(id: $0.id, truth: .category("1")) }, for: name)
            let stored = try world.store.answeredEvents(answers.map(\.id), in: name)
            #expect(stored.filter(\.prediction.chances.isAudited).map(\.event.id) == told)
            let log = try await world.reportsFromTheLog(rows: 600, final)
            let reports = await engine.lockstepReports()
            #expect(log == reports)
        }
    }

    /// The share of the traffic by which an arm was drawn stands beside each answer.
    @Test func keepsTheCandidatesShare() {
        var bench = FoldBench(CanaryDefinition())
        bench.feed(3)
        #expect(bench.changes.predictions.last?.chances.candidateShare == nil)
        bench.propose(2, everyWrong: 50)
        bench.feedToTheNextState()
        _ = bench.ask("ann")
        let weight = bench.state.rollout?.weight
        #expect(weight.map { $0 > 0 } == true)
        #expect(bench.changes.predictions.last?.chances.candidateShare == weight)
    }
}
