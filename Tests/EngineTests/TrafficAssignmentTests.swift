import Domain
import TestSupport
import Testing

@testable import Engine

struct TrafficAssignmentTests {
    private let assignment = TrafficAssignment(salt: "p/2")
    private let units = (0..<10_000).map { "unit-\($0)" }

    @Test(arguments: [1.0, 5, 25, 50, 90])
    func bringsTheCandidateItsShareOfTheUnits(weight: Double) {
        let share = 100 * Double(units.count { isOnCandidate($0, weight) }) / Double(units.count)

        #expect((share - weight).magnitude < 2)
    }

    @Test func bringsNobodyAtZeroAndEverybodyAtAHundred() {
        #expect(!units.contains { isOnCandidate($0, 0) })
        #expect(units.allSatisfy { isOnCandidate($0, 100) })
    }

    @Test func keepsAUnitOnTheCandidateWhileTheWeightGrows() {
        let weights = [0, 5, 25, 50, 100.0]

        let answers = units.map { unit in weights.map { isOnCandidate(unit, $0) } }

        #expect(answers.allSatisfy { $0 == $0.sorted { !$0 && $1 } })
    }

    @Test func asksTheSameUnitTheSameWayAgain() {
        let first = units.map { isOnCandidate($0, 50) }

        #expect(units.map { isOnCandidate($0, 50) } == first)
    }

    @Test func drawsAnewForAnotherSalt() {
        let other = TrafficAssignment(salt: "p/3")

        let same = units.count { unit in
            isOnCandidate(unit, 50) == other.isOnCandidate(unit: unit, weight: 50, sha256: StandInDigest.function)
        }

        #expect((4_700...5_300).contains(same))
    }

    /// Bytes 0 to 7, big-endian, modulo 10,000: 2,499 is on the candidate at 25 %, 2,500 is not.
    @Test(arguments: [(2_499, true), (2_500, false), (12_499, true)] as [(UInt64, Bool)])
    func comparesTheBucketWithTheWeight(word: UInt64, isOnCandidate: Bool) {
        let sha256: SHA256Function = { _ in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } + Array(repeating: 0xff, count: 24)
        }

        #expect(assignment.isOnCandidate(unit: "u", weight: 25, sha256: sha256) == isOnCandidate)
    }

    private func isOnCandidate(_ unit: String, _ weight: Double) -> Bool {
        assignment.isOnCandidate(unit: unit, weight: weight, sha256: StandInDigest.function)
    }
}
