import Domain
import Testing

@testable import Learning

/// The window draws at random: its significance, its delay and its false alarms.
struct KSWINTests {
    @Test(arguments: [
        (0.3, 0.13500350250095441), (0.4, 0.015643390496754332), (0.5, 0.0008995776840176799),
        (1.0 / 3, 0.07088798787114439),
    ])
    func hasTheExactSignificanceOfTwoSamplesOfThirty(distance: Double, expected: Double) {
        #expect(abs(KSWIN.significance(distance, count: 30) - expected) < 1e-12)
    }

    @Test func findsAMoveOfANormalMeanSoonAndSeldomRaisesWithoutOne() throws {
        var delays: [Int] = []
        var falseAlarms = 0
        for seed in 0..<20 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var detector = KSWIN(seed: seed)
            func draw() -> Double { (0..<12).reduce(-6) { sum, _ in sum + generator.unitInterval() } }
            for _ in 0..<500 where try detector.update(draw()) == .drift { falseAlarms += 1 }
            var delay = 1
            while delay < 300, try detector.update(draw() + 2) != .drift { delay += 1 }
            delays.append(delay)
        }

        // Tested at each of 8,000 full windows at 0.005, but neighbouring windows agree.
        #expect(falseAlarms < 20)
        #expect(delays.sorted()[10] < 40)
        #expect(delays.allSatisfy { $0 < 100 })
    }

    @Test func comparesSortedSamplesWithTies() {
        #expect(KSWIN.distance([1, 1, 2, 2], [1, 2, 2, 2]) == 0.25)
        #expect(KSWIN.distance([1, 2], [3, 4]) == 1)
        #expect(KSWIN.distance([1, 2], [1, 2]) == 0)
    }
}
