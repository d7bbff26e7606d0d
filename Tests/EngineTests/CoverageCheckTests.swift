import Domain
import Foundation
import Testing

@testable import Engine

/// Whether both arms' labels come alike, with a known truth.
struct CoverageCheckTests {
    /// Predictions a minute apart, on the candidate with this chance, labelled with each arm's chance.
    private static func check(
        _ count: Int, share: Double, labelled: (champion: Double, candidate: Double), seed: UInt64
    ) -> CoverageCheck {
        var generator = SeededGenerator(seed: seed)
        var check = CoverageCheck()
        for event in 0..<Int64(count) {
            let time = Rehearsal.start + .minutes(Int(event))
            let isOnCandidate = Double.random(in: 0..<1, using: &generator) < share
            check.add(event: event, isOnCandidate: isOnCandidate, at: time)
            let chance = isOnCandidate ? labelled.candidate : labelled.champion
            if Double.random(in: 0..<1, using: &generator) < chance { check.label(event, at: time + .minutes(3)) }
            _ = check.read(before: time)
        }
        return check
    }

    @Test func callsLabelsThatComeAlikeDifferentNoMoreOftenThanItSays() {
        let wrong = (UInt64(1)...150).count {
            Self.check(2_000, share: 0.3, labelled: (0.8, 0.8), seed: $0).difference != nil
        }

        #expect(wrong <= 5, "of 150 at a level of 0.01")
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func findsAnArmWhoseLabelsAreMissing(seed: UInt64) {
        let check = Self.check(3_000, share: 0.3, labelled: (0.8, 0.6), seed: seed)

        #expect(check.difference?.hasPrefix("labels have come for ") == true)
        #expect((check.candidate.share ?? 0) < 0.7)
    }

    @Test func readsEachPredictionAtOneAge() {
        var check = CoverageCheck()
        check.add(event: 1, isOnCandidate: true, at: Rehearsal.start)
        _ = check.read(before: Rehearsal.start)
        #expect(check.candidate.predictions == 0)

        _ = check.read(before: Rehearsal.start + .minutes(1))
        check.label(1, at: Rehearsal.start + .minutes(2))

        #expect(check.candidate == CoverageCheck.Arm(predictions: 1, labelled: 0), "its label came too late")
    }

    @Test func tellsHowLongEachArmsLabelsTake() throws {
        let check = Self.check(2_000, share: 0.3, labelled: (0.8, 0.8), seed: 3)

        for lag in [check.champion.lag.mean, check.candidate.lag.mean] {
            #expect(abs(try #require(lag) - 180) < 1e-6)
        }
    }

    @Test func readsWhatItWroteAndGoesOnAlike() throws {
        var check = Self.check(9_000, share: 0.5, labelled: (0.9, 0.5), seed: 2)
        check.add(event: 90_000, isOnCandidate: true, at: Rehearsal.start + .days(30))
        var read = try JSONDecoder().decode(CoverageCheck.self, from: try JSONEncoder().encode(check))

        for end in [Rehearsal.start + .days(30), Rehearsal.start + .days(31)] {
            #expect(check.read(before: end) == read.read(before: end))
        }
        #expect(read.candidate == check.candidate)
        #expect(read.difference == check.difference)
    }
}
