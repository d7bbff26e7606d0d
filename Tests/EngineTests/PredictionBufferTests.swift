import Domain
import Foundation
import Testing

@testable import Engine

struct PredictionBufferTests {
    private var buffer = PredictionBuffer()

    @Test mutating func givesEachPredictionOnce() {
        add(1...3)

        let first = buffer.take(2)
        let second = buffer.take(2)
        let unknown = buffer.take(99)

        #expect(first?.event.id == 2)
        #expect(second == nil)
        #expect(unknown == nil)
        #expect(buffer.count == 2)
    }

    @Test mutating func dropsWhatWaitedTooLong() {
        add(1...10)
        _ = buffer.take(3)

        let expired = buffer.expire(before: Self.time(5))
        let again = buffer.expire(before: Self.time(5))

        #expect(expired == 3)
        #expect(again == 0)
        #expect(buffer.count == 6)
        let late = buffer.take(4)
        let early = buffer.take(5)
        #expect(late == nil)
        #expect(early?.event.id == 5)
    }

    @Test mutating func dropsNothingOfNothing() {
        let expired = buffer.expire(before: Self.time(100))

        #expect(expired == 0)
        #expect(buffer.count == 0)
    }

    @Test mutating func staysWholeOverManyEvents() {
        var expired = 0
        for id in Int64(1)...20_000 {
            add(id...id)
            if id % 2 == 0 { _ = buffer.take(id) }
            expired += buffer.expire(before: Self.time(id - 99))
        }

        #expect(expired == 9_950)
        #expect(buffer.count == 50)
        let kept = buffer.take(19_901)
        let gone = buffer.take(19_899)
        #expect(kept?.event.id == 19_901)
        #expect(gone == nil)
    }

    @Test mutating func keepsItsOrderAcrossACheckpoint() throws {
        add(1...10)
        _ = buffer.take(4)
        _ = buffer.expire(before: Self.time(3))

        var copy = try JSONDecoder().decode(PredictionBuffer.self, from: JSONEncoder().encode(buffer))

        #expect(copy.count == 7)
        let expired = copy.expire(before: Self.time(8))
        let kept = copy.take(8)
        #expect(expired == 4)
        #expect(kept?.event.id == 8)
    }

    private mutating func add(_ ids: ClosedRange<Int64>) {
        for id in ids {
            let record = PredictionRecord(
                event: id, arm: .baseline, champion: .baseline, championOutput: .value(1), championLearnedThrough: 0,
                candidate: nil, candidateOutput: nil)
            let event = Event(id: id, time: Self.time(id), unit: nil, values: [], lags: [])
            buffer.add(
                PendingPrediction(event: event, prediction: record, ghostOutput: nil, noChange: nil, constant: nil))
        }
    }

    private static func time(_ minute: Int64) -> Timestamp {
        Timestamp(rawValue: minute * 60_000)
    }
}
