import Domain
import Testing

@testable import Engine

struct AlertBookTests {
    private var book = AlertBook()

    @Test mutating func firesAfterTheConditionHeldOftenEnough() throws {
        let first = evaluate(holds: true, minute: 0, needed: 3)
        let second = evaluate(holds: true, minute: 1, needed: 3)
        let third = evaluate(holds: true, minute: 2, value: 0.2, needed: 3)

        #expect(try record(first).state == .pending)
        #expect(try record(second).state == .pending)
        guard case .fired(let alert)? = third else {
            Issue.record("not fired")
            return
        }
        #expect(alert.since == Self.time(0))
        #expect(alert.firedAt == Self.time(2))
        #expect(alert.value == 0.2)
        #expect(book.firing == [alert])
    }

    @Test mutating func firesAtOnceWhereNoWaitIsAskedFor() {
        let change = evaluate(holds: true, minute: 0, needed: 1)

        guard case .fired? = change else {
            Issue.record("not fired")
            return
        }
        #expect(evaluate(holds: true, minute: 1, needed: 1) == nil)
    }

    @Test mutating func forgetsAPendingConditionThatDoesNotHold() {
        _ = evaluate(holds: true, minute: 0)

        let change = evaluate(holds: false, minute: 1)

        #expect(change == nil)
        #expect(book.instances.isEmpty)
    }

    @Test mutating func resolvesWhatNoLongerHolds() throws {
        _ = evaluate(holds: true, minute: 0, needed: 1)

        let change = evaluate(holds: false, minute: 5)

        guard case .resolved(let alert)? = change else {
            Issue.record("not resolved")
            return
        }
        #expect(alert.resolvedAt == Self.time(5))
        #expect(book.firing.isEmpty)
        #expect(evaluate(holds: false, minute: 6) == nil)
    }

    @Test mutating func reopensWithinTheHourAsAFlapOfTheSameOccurrence() throws {
        _ = evaluate(holds: true, minute: 0, needed: 1)
        _ = evaluate(holds: false, minute: 5)

        let change = evaluate(holds: true, minute: 65)

        let alert = try record(change)
        #expect(alert.number == 1)
        #expect(alert.flaps == 1)
        #expect(alert.state == .firing)
        #expect(alert.resolvedAt == nil)
    }

    @Test mutating func opensANewOccurrenceAfterTheHour() throws {
        _ = evaluate(holds: true, minute: 0, needed: 1)
        _ = evaluate(holds: false, minute: 5)

        let change = evaluate(holds: true, minute: 66, needed: 1)

        guard case .fired(let alert)? = change else {
            Issue.record("not fired")
            return
        }
        #expect(alert.number == 2)
        #expect(alert.flaps == 0)
        #expect(book.instances.count == 1)
    }

    @Test mutating func keepsSubjectsAndRulesApart() {
        _ = evaluate(.drift, "price", holds: true, minute: 0, needed: 1)
        _ = evaluate(.drift, "demand", holds: true, minute: 0, needed: 1)
        _ = evaluate(.missing, "price", holds: true, minute: 0, needed: 1)

        _ = evaluate(.drift, "price", holds: false, minute: 1)

        #expect(book.firing.map(\.number) == [2, 3])
    }

    @Test mutating func acknowledgesOnlyWhatFires() {
        _ = evaluate(holds: true, minute: 0, needed: 2)
        let pending = book.acknowledge(1, by: "ann", at: Self.time(0))
        _ = evaluate(holds: true, minute: 1, needed: 2)

        let firing = book.acknowledge(1, by: "ann", at: Self.time(3))

        #expect(pending == nil)
        #expect(firing?.acknowledgedBy == "ann")
        #expect(firing?.acknowledgedAt == Self.time(3))
        #expect(book.acknowledge(9, by: "ann", at: Self.time(3)) == nil)
        let back = book.acknowledge(1, by: nil, at: Self.time(4))
        #expect(back?.acknowledgedBy == nil)
        #expect(back?.acknowledgedAt == nil)
    }

    private mutating func evaluate(
        _ rule: AlertRecord.Rule = .decay, _ subject: String = "error", holds: Bool, minute: Int, value: Double = 0.1,
        needed: Int = 2
    ) -> AlertBook.Change? {
        let reading = AlertBook.Reading(
            rule: rule, subject: subject, severity: .page, holds: holds, value: value, threshold: 0.05, count: 9,
            text: "fell")
        return book.evaluate(reading, pendingEvaluations: needed, at: Self.time(minute))
    }

    private func record(_ change: AlertBook.Change?) throws -> AlertRecord {
        switch try #require(change) {
        case .fired(let alert), .resolved(let alert), .updated(let alert): alert
        }
    }

    private static func time(_ minute: Int) -> Timestamp {
        Timestamp(rawValue: 0) + .minutes(minute)
    }
}
