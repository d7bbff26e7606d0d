import Domain
import Testing

@testable import Engine

struct TriggerStateTests {
    @Test func firesOnlyOnceTheConditionHeldOftenEnough() {
        var trigger = Self.trigger(.newRows(count: 100), hits: 3, of: 4)
        let rows = [100, 50, 100, 120]

        let decisions = rows.map { trigger.evaluate(Self.reading(rows: $0)) }

        #expect(
            decisions == [
                .quiet(why: "held 1 of 3 times needed"), .quiet(why: "50 of 100 rows"),
                .quiet(why: "held 2 of 3 times needed"),
                .fire(evidence: "120 labelled rows since the last training cut"),
            ])
        #expect(trigger.value == 120)
        #expect(trigger.threshold == 100)
    }

    @Test func forgetsHitsOutsideItsWindow() {
        var trigger = Self.trigger(.newRows(count: 100), hits: 2, of: 2)

        let decisions = [100, 0, 100].map { trigger.evaluate(Self.reading(rows: $0)) }

        #expect(decisions.last == .quiet(why: "held 1 of 2 times needed"))
    }

    @Test func startsItsCountAnewWithASearch() {
        var trigger = Self.trigger(.newRows(count: 100), hits: 2, of: 2)
        _ = trigger.evaluate(Self.reading(rows: 100))

        trigger.searchStarted(at: Self.day(0))

        #expect(trigger.whyNotNow.isEmpty)
        #expect(trigger.evaluate(Self.reading(rows: 100)) == .quiet(why: "held 1 of 2 times needed"))
    }

    @Test func waitsForTheEndOfItsCoolDown() {
        var trigger = Self.trigger(.newRows(count: 1))
        trigger.searchEnded(at: Self.day(1), gained: true)

        let before = trigger.evaluate(Self.reading(day: 7, rows: 1))
        let after = trigger.evaluate(Self.reading(day: 8, rows: 1))

        #expect(before == .quiet(why: "cool-down until 9 Jan 00:00"))
        #expect(after == .fire(evidence: "1 labelled rows since the last training cut"))
    }

    @Test(arguments: [(0, 7), (1, 14), (2, 28), (3, 56), (4, 56), (9, 56)])
    func doublesTheCoolDownAfterEachRunWithoutGain(runs: Int, days: Int) {
        var trigger = Self.trigger(.newRows(count: 1))
        trigger.searchEnded(at: Self.day(0), gained: true)
        for _ in 0..<runs { trigger.searchEnded(at: Self.day(0), gained: false) }

        let before = trigger.evaluate(Self.reading(day: days - 1, rows: 1))
        let after = trigger.evaluate(Self.reading(day: days, rows: 1))

        #expect(before != after)
        #expect(after == .fire(evidence: "1 labelled rows since the last training cut"))
    }

    @Test func shortensTheCoolDownAgainAfterAGain() {
        var trigger = Self.trigger(.newRows(count: 1))
        for _ in 0..<3 { trigger.searchEnded(at: Self.day(0), gained: false) }

        trigger.searchEnded(at: Self.day(0), gained: true)

        #expect(
            trigger.evaluate(Self.reading(day: 7, rows: 1))
                == .fire(evidence: "1 labelled rows since the last training cut"))
    }

    @Test func saysWhatElseHoldsItBack() {
        var blocked = Self.trigger(.newRows(count: 1))
        var shadow = TriggerState(
            TriggerDefinition(kind: .newRows(count: 1), isLive: false, debounceHits: 1, debounceOf: 1))
        #expect(blocked.whyNotNow == "not evaluated yet")

        _ = blocked.evaluate(Self.reading(rows: 1, blockedBy: "a canary runs"))
        _ = shadow.evaluate(Self.reading(rows: 1))

        #expect(blocked.whyNotNow == "a canary runs")
        #expect(shadow.whyNotNow == "shadow: would fire now")
    }

    @Test func countsAPeriodFromTheFirstRowAndThenFromEachSearch() {
        var trigger = Self.trigger(.periodic(every: .days(10)))
        trigger.begin(at: Self.day(0))
        trigger.begin(at: Self.day(5))

        let early = trigger.evaluate(Self.reading(day: 9))
        let due = trigger.evaluate(Self.reading(day: 10))
        trigger.searchStarted(at: Self.day(10))
        let again = trigger.evaluate(Self.reading(day: 12))

        #expect(early == .quiet(why: "9.0 of 10.0 days"))
        #expect(due == .fire(evidence: "10.0 days since the last search"))
        #expect(again == .quiet(why: "2.0 of 10.0 days"))
    }

    @Test func firesOnDriftOfEnoughColumnsOrOfTheErrorAlone() {
        var columns = Self.trigger(.drift(columns: 2))
        var error = Self.trigger(.drift(columns: 2))
        let change = Monitors.ErrorChange(before: 0.1, after: 0.3, width: 500)

        let one = columns.evaluate(Self.reading(drifted: ["price"]))
        let two = columns.evaluate(Self.reading(drifted: ["price", "demand"]))
        let rise = error.evaluate(Self.reading(errorChange: change))

        #expect(one == .quiet(why: "1 of 2 columns"))
        #expect(two == .fire(evidence: "drifted: price, demand"))
        #expect(rise == .fire(evidence: "error 0.100 → 0.300 by ADWIN"))
        #expect(error.value == 2)
    }

    @Test func firesOnDecay() {
        var trigger = Self.trigger(.decay(drop: 0.05))

        let unknown = trigger.evaluate(Self.reading(decay: nil))
        let small = trigger.evaluate(Self.reading(decay: 0.0499))
        let large = trigger.evaluate(Self.reading(decay: 0.05))

        #expect(unknown == .quiet(why: "0.000 of 0.050"))
        #expect(small == .quiet(why: "0.050 of 0.050"))
        #expect(large == .fire(evidence: "accuracy fell"))
    }

    private static func trigger(_ kind: TriggerDefinition.Kind, hits: Int = 1, of window: Int = 1) -> TriggerState {
        TriggerState(TriggerDefinition(kind: kind, debounceHits: hits, debounceOf: window, coolDown: .days(7)))
    }

    private static func day(_ day: Int) -> Timestamp {
        Timestamp(rawValue: 1_577_836_800_000) + .days(day)
    }

    private static func reading(
        day: Int = 0, rows: Int = 0, drifted: [String] = [], errorChange: Monitors.ErrorChange? = nil,
        decay: Double? = nil, blockedBy: String? = nil
    ) -> TriggerState.Reading {
        TriggerState.Reading(
            time: self.day(day), labelledSinceCut: rows, columnsOverLimit: drifted, errorChange: errorChange,
            decay: decay, metricText: "accuracy fell", blockedBy: blockedBy)
    }
}
