import Domain
import Simulation
import Testing

struct SyntheticStreamTests {
    static let drifts: [SyntheticStream.Drift] = [
        .none, .abrupt(at: 2_000), .gradual(from: 1_000, to: 3_000), .recurring(every: 500),
    ]

    @Test(arguments: drifts)
    func givesTheSameItemsForTheSameSeed(drift: SyntheticStream.Drift) throws {
        let first = try items(of: stream(drift, seed: 5), batch: 512)
        let again = try items(of: stream(drift, seed: 5), batch: 7)
        let other = try items(of: stream(drift, seed: 6), batch: 512)

        #expect(first == again)
        #expect(first != other)
    }

    @Test(arguments: [1, 3, 64, 511])
    func goesOnAfterAnyBatchAsIfItHadNotStopped(batch: Int) throws {
        let whole = try items(of: stream(.abrupt(at: 400), rows: 600), batch: 600)

        var resumed: [SourceItem] = []
        var position: SourcePosition?
        var isOver = false
        while !isOver {
            var part = stream(.abrupt(at: 400), rows: 600, resumingAt: position)
            let read = try part.next(rows: batch, until: nil)
            resumed += read.items
            position = read.position
            isOver = read.reachedEnd
        }

        #expect(resumed == whole)
    }

    @Test(arguments: [TimeSpan.minutes(30), .minutes(45), .hours(24)])
    func tellsEachLabelAfterItsRowAndBeforeTheNextRowThatKnowsIt(delay: TimeSpan) throws {
        let items = try items(of: stream(.none, rows: 300, delay: delay), batch: 20)

        var newest = Timestamp(rawValue: 0)
        var seen: [Int64] = []
        var labelled: [Int64] = []
        for item in items {
            switch item {
            case .row(let row):
                newest = try #require(row.time)
                seen.append(row.number)
            case .correction(let number, _, let time), .label(let number, _, let time):
                #expect(time == SyntheticStream.time(of: number) + delay)
                #expect(time > newest)
                #expect(seen.contains(number))
                labelled.append(number)
            case .reward: Issue.record("the stream has no rewards")
            }
        }

        #expect(seen == Array(1...300))
        let known = (1...300).filter { SyntheticStream.time(of: $0) + delay <= newest }
        #expect(labelled == known)
    }

    /// The best rule is right in 1 − noise of the rows; after the change it is wrong about as often as by chance.
    @Test func scoresAsItsTruthSays() throws {
        let items = try items(of: stream(.abrupt(at: 10_001), rows: 20_000, noise: 0.1), batch: 512)

        let hits = try hits(of: items)

        let before = share(hits, ids: 1...10_000)
        let after = share(hits, ids: 10_001...19_000)
        #expect(abs(before - 0.9) < 0.01)
        #expect(after < 0.3)
    }

    @Test func comesBackToItsFirstRule() throws {
        let items = try items(of: stream(.recurring(every: 2_000), rows: 6_001, noise: 0.05), batch: 512)

        let hits = try hits(of: items)

        #expect(share(hits, ids: 1...1_999) > 0.93)
        #expect(share(hits, ids: 2_000...3_999) < 0.3)
        #expect(share(hits, ids: 4_000...5_999) > 0.93)
    }

    @Test func givesNoRowAfterTheLimit() throws {
        var source = stream(.none, rows: 100)

        let batch = try source.next(rows: 50, until: SyntheticStream.time(of: 10))

        let numbers = batch.items.compactMap { item in
            if case .row(let row) = item { row.number } else { nil }
        }
        #expect(numbers == Array(1...10))
        #expect(!batch.reachedEnd)
    }

    private func stream(
        _ drift: SyntheticStream.Drift, rows: Int64 = 4_000, noise: Double = 0.1, seed: UInt64 = 1,
        delay: TimeSpan = SyntheticStream.step, resumingAt position: SourcePosition? = nil
    ) -> SyntheticStream {
        SyntheticStream(drift: drift, rows: rows, noise: noise, seed: seed, delay: delay, resumingAt: position)
    }

    private func items(of stream: SyntheticStream, batch: Int) throws -> [SourceItem] {
        var stream = stream
        var items: [SourceItem] = []
        var isOver = false
        while !isOver {
            let read = try stream.next(rows: batch, until: nil)
            items += read.items
            isOver = read.reachedEnd
        }
        return items
    }

    /// Whether the first rule is right, by row.
    private func hits(of items: [SourceItem]) throws -> [(id: Int64, isRight: Bool)] {
        var rule: [Int64: String] = [:]
        var hits: [(id: Int64, isRight: Bool)] = []
        for item in items {
            switch item {
            case .row(let row):
                guard case .number(let first) = row.values[0], case .number(let second) = row.values[1] else {
                    continue
                }
                rule[row.number] = first - 0.5 * second > 0 ? "1" : "0"
            case .correction(let number, let value, _), .label(let number, let value, _):
                guard case .category(let label) = value else { continue }
                hits.append((number, try #require(rule[number]) == label))
            case .reward: continue
            }
        }
        return hits
    }

    private func share(_ hits: [(id: Int64, isRight: Bool)], ids: ClosedRange<Int64>) -> Double {
        let inside = hits.filter { ids.contains($0.id) }
        return Double(inside.count { $0.isRight }) / Double(inside.count)
    }
}
