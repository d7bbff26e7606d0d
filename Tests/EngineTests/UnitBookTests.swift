import Domain
import Foundation
import Learning
import Testing

@testable import Engine

struct UnitBookTests {
    private static let start = Rehearsal.start
    private static let window = TimeSpan.hours(1)

    private static func close(_ book: inout UnitBook, after minutes: Int) -> [UnitBook.Outcome] {
        book.close(openedBefore: start + .minutes(minutes) - window)
    }

    @Test func countsAUnitOnceWithAllThatItsEventsCameTo() {
        var book = UnitBook()
        book.expose(event: 1, unit: "ann", arm: .treatment, at: Self.start)
        book.expose(event: 2, unit: "ann", arm: .treatment, at: Self.start + .minutes(30))
        book.add(2, to: 1)
        book.add(3, to: 2)

        #expect(Self.close(&book, after: 60) == [])
        #expect(Self.close(&book, after: 61) == [UnitBook.Outcome(arm: .treatment, sum: 5, count: 2)])
        book.expose(event: 3, unit: "ann", arm: .treatment, at: Self.start + .minutes(90))
        let late = book.add(9, to: 3)
        #expect(!late)
        #expect(Self.close(&book, after: 600) == [])
    }

    @Test func takesEachEventAsAUnitWhereNoneIsNamed() {
        var book = UnitBook()
        book.expose(event: 1, unit: nil, arm: .control, at: Self.start)
        book.expose(event: 2, unit: nil, arm: .treatment, at: Self.start)

        #expect(Self.close(&book, after: 61).map(\.arm) == [.control, .treatment])
    }

    @Test func leavesOutAUnitThatWasSeenOnBothArms() {
        var book = UnitBook()
        book.expose(event: 1, unit: "ann", arm: .control, at: Self.start)
        book.expose(event: 2, unit: "ann", arm: .treatment, at: Self.start)

        #expect(Self.close(&book, after: 61) == [])
    }

    @Test func countsNothingThatComesAfterTheWindow() {
        var book = UnitBook()
        book.expose(event: 1, unit: "ann", arm: .control, at: Self.start)
        _ = Self.close(&book, after: 61)

        let late = book.add(1, to: 1)
        let unknown = book.add(1, to: 99)

        #expect(!late && !unknown)
    }

    @Test func readsWhatItWroteAndGoesOnAlike() throws {
        var book = UnitBook()
        func feed(_ book: inout UnitBook, _ events: ClosedRange<Int64>) -> [UnitBook.Outcome] {
            var generator = SeededGenerator(seed: UInt64(events.lowerBound))
            var closed: [UnitBook.Outcome] = []
            for event in events {
                let unit = "u\(Int.random(in: 0..<5_000, using: &generator))"
                book.expose(event: event, unit: unit, arm: .control, at: Self.start + .minutes(Int(event)))
                book.add(1, to: event)
                closed += Self.close(&book, after: Int(event))
            }
            return closed
        }
        _ = feed(&book, 1...12_000)

        var read = try JSONDecoder().decode(UnitBook.self, from: try JSONEncoder().encode(book))

        #expect(read.openCount == book.openCount)
        #expect(feed(&read, 12_001...20_000) == feed(&book, 12_001...20_000))
    }

    /// Units whose events go together: counted as events, equal arms would look different far more often.
    @Test func callsEqualArmsDifferentNoMoreOftenThanItSaysWhereEventsOfAUnitGoTogether() {
        var wrong = 0
        for seed in UInt64(1)...100 {
            var generator = SeededGenerator(seed: seed)
            var outcomes = SplitOutcomes(SplitDefinition(), alpha: 0.05)
            for unit in 0..<1_000 {
                let taste = Double.random(in: 0..<1, using: &generator)
                let sum = (0..<10).reduce(0.0) { total, _ in
                    total + (Double.random(in: 0..<1, using: &generator) < taste ? 1 : 0)
                }
                let arm: TestArm = Bool.random(using: &generator) ? .treatment : .control
                outcomes.add(UnitBook.Outcome(arm: arm, sum: sum, count: 10))
                if unit > 400, let bounds = outcomes.bounds, bounds.lower > 0 || bounds.upper < 0 {
                    wrong += 1
                    break
                }
            }
        }

        #expect(wrong <= 8, "of 100 at a level of 0.05")
    }
}
