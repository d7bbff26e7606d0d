import Domain
import Testing

@testable import Engine

struct LagMemoryTests {
    @Test func findsTheLabelOfTheEventExactlySoLongBefore() {
        var memory = LagMemory(lags: [.minutes(30), .hours(1)])
        for step in 0..<4 { memory.add(Double(step), at: Self.time(30 * step)) }

        #expect(memory.values(at: Self.time(90)) == [2, 1])
        #expect(memory.values(at: Self.time(120)) == [3, 2])
        #expect(memory.last == 3)
    }

    @Test func isNotANumberWhereNoLabelIsKnown() {
        var memory = LagMemory(lags: [.minutes(30), .hours(1)])
        #expect(memory.last == nil)
        #expect(memory.values(at: Self.time(0)).map(\.isNaN) == [true, true])

        memory.add(7, at: Self.time(0))

        #expect(memory.values(at: Self.time(30)).map(\.isNaN) == [false, true])
        #expect(memory.values(at: Self.time(31)).map(\.isNaN) == [true, true])
        #expect(memory.values(at: Self.time(29)).map(\.isNaN) == [true, true])
    }

    @Test func takesLabelsInAnyOrderAndTheSecondOfATimeForTheFirst() {
        var memory = LagMemory(lags: [.minutes(1)])
        for minute in [5, 1, 4, 2, 3] { memory.add(Double(minute), at: Self.time(minute)) }

        memory.add(40, at: Self.time(4))

        #expect((2...6).map { memory.values(at: Self.time($0)) } == [[1], [2], [3], [40], [5]])
        #expect(memory.last == 5)
    }

    @Test func hasNothingToSayWithoutLags() {
        var memory = LagMemory(lags: [])
        memory.add(1, at: Self.time(0))

        #expect(memory.values(at: Self.time(0)).isEmpty)
        #expect(memory.last == 1)
    }

    /// Against a table of all labels; labels come up to ten minutes late.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func answersAsAMemoryThatForgetsNothing(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let lags = (0..<3).map { _ in TimeSpan.minutes(1 + generator.index(below: 300)) }
        var memory = LagMemory(lags: lags)
        var table: [Timestamp: Double] = [:]
        var newest = Self.time(0)

        for minute in 0..<2_000 {
            let time = Self.time(minute - generator.index(below: 10))
            let value = generator.unitInterval()
            memory.add(value, at: time)
            table[time] = value
            newest = max(newest, time)
            let expected = lags.map { table[newest + .minutes(1) - $0] }
            let found = memory.values(at: newest + .minutes(1)).map { $0.isNaN ? nil : $0 }
            guard found == expected else {
                Issue.record("minute \(minute): \(found), \(expected) expected")
                return
            }
        }
    }

    private static func time(_ minute: Int) -> Timestamp {
        Timestamp(rawValue: 0) + .minutes(minute)
    }
}
