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
        #expect(copy.warmCount == 0)
        let expired = copy.expire(before: Self.time(8))
        #expect(expired == 4)
        #expect(copy.isCold(8))
        #expect(!copy.isCold(4))
    }

    @Test mutating func letsTheOldestGoToTheStore() {
        add(1...10)
        _ = buffer.take(9)

        buffer.cool(keeping: 3)

        #expect(buffer.count == 9)
        #expect((1...10).filter { buffer.isCold($0) } == [1, 2, 3, 4, 5, 6])
        #expect(buffer.take(8)?.event.id == 8)
    }

    @Test mutating func joinsWhatWasReadBack() {
        add(1...10)
        buffer.cool(keeping: 0)

        buffer.keepWarm(Self.answered(2))

        #expect(!buffer.isCold(2))
        #expect(buffer.take(2)?.event.id == 2)
        #expect(!buffer.isCold(2))
        #expect(buffer.count == 9)
        #expect(buffer.expire(before: Self.time(100)) == 9)
    }

    @Test func packsNumbersThatGoUpAndDown() throws {
        let numbers: [Int64] = [5, 6, 4, 0, -3, .max, .min, 1, 1]

        #expect(try PackedNumbers.unpack(PackedNumbers.pack(numbers)) == numbers)
        #expect(PackedNumbers.pack(Int64(1_000_000)...1_000_999).count == 1_002)
        #expect(throws: PackedNumbers.Damaged.self) { try PackedNumbers.unpack(Data([0x80])) }
        #expect(throws: PackedNumbers.Damaged.self) { try PackedNumbers.unpack(Data(repeating: 0x80, count: 12)) }
    }

    private mutating func add(_ ids: ClosedRange<Int64>) {
        for id in ids { buffer.add(Self.answered(id)) }
    }

    private static func answered(_ id: Int64) -> AnsweredEvent {
        AnsweredEvent(
            event: Event(id: id, time: time(id), unit: nil, values: [], lags: []),
            prediction: PredictionRecord(
                event: id, arm: .baseline, champion: .baseline, championOutput: .value(1), championLearnedThrough: 0,
                candidate: nil, candidateOutput: nil))
    }

    private static func time(_ minute: Int64) -> Timestamp {
        Timestamp(rawValue: minute * 60_000)
    }
}
