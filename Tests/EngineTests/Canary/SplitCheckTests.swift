import Domain
import Foundation
import Testing

@testable import Engine

struct SplitCheckTests {
    @Test func countsANamedUnitOnce() {
        var check = SplitCheck()

        for index in 0..<1_000 {
            _ = check.add(unit: "customer \(index % 30)", isOnCandidate: false, weight: 50, alpha: 0.001)
        }

        #expect(check.units == 30)
        #expect(check.probability == nil, "too few for a look")
    }

    /// Far more named units than are kept, split as meant.
    @Test func seldomCallsASplitAsMeantOffHoweverManyUnitsCome() {
        let alpha = 0.05
        var alarms = 0
        var generator = SeededGenerator(seed: 11)
        for run in 0..<60 {
            var check = SplitCheck()
            for index in 0..<13_000 {
                let isOnCandidate = Int.random(in: 0..<4, using: &generator) == 0
                let mismatch = check.add(
                    unit: "customer \(run)/\(index)", isOnCandidate: isOnCandidate, weight: 25, alpha: alpha)
                guard mismatch == nil else {
                    alarms += 1
                    break
                }
            }
        }

        #expect(alarms <= 8, "of 60 at 0.05: 3 are expected at most, 8 come with a chance of 1 in 100")
    }

    @Test func findsWhatGoesWrongAfterManyUnits() throws {
        var check = SplitCheck()
        var generator = SeededGenerator(seed: 12)
        var found: (mismatch: SplitCheck.Mismatch, after: Int)?
        for index in 0..<60_000 where found == nil {
            let isOnCandidate = index < 9_000 && Bool.random(using: &generator)
            let mismatch = check.add(
                unit: "customer \(index)", isOnCandidate: isOnCandidate, weight: 50, alpha: 0.001)
            if let mismatch { found = (mismatch, index + 1) }
        }

        let (mismatch, after) = try #require(found)
        #expect((9_000...14_000).contains(after))
        #expect(mismatch.units <= 4_096)
        #expect(check.probability == mismatch.pValue)
        #expect(mismatch.pValue < 0.00001)
    }

    @Test func keepsAUniformSampleInBoundedMemory() throws {
        var check = SplitCheck()
        for index in 0..<100_000 {
            _ = check.add(unit: "customer \(index)", isOnCandidate: index % 2 == 0, weight: 50, alpha: 0.000001)
        }

        #expect((2_048 - 300...4_096).contains(check.units))
        let share = Double(check.onCandidate) / Double(check.units)
        #expect((share - 0.5).magnitude < 0.05)
        #expect(try JSONEncoder().encode(check).count < 100_000)
        #expect(try JSONDecoder().decode(SplitCheck.self, from: try JSONEncoder().encode(check)) == check)
    }

    @Test func looksAtUnitsWithoutNamesForEver() {
        var check = SplitCheck()
        for index in 0..<12_800 {
            _ = check.add(unit: nil, isOnCandidate: index % 2 == 0, weight: 50, alpha: 0.001)
        }

        #expect(check.units == 12_800)
        #expect(check.probability == 1)
    }

    @Test func beginsAnewFromACheckpointOfAnOlderProgram() throws {
        struct Holder: Codable {
            var split: SplitCheck
        }
        let older = #"{"split": {"units": 300, "onCandidate": 9, "looks": 1, "seen": [5, 9]}}"#

        let holder = try JSONDecoder().decode(Holder.self, from: Data(older.utf8))

        #expect(holder.split == SplitCheck())
    }
}
