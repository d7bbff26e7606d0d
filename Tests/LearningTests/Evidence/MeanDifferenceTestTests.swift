import Domain
import Testing

@testable import Learning

struct MeanDifferenceTestTests {
    private static let scales = [
        MeanDifferenceTest.Scale.known(variance: 4, effect: 0.6), .unknown(standardisedEffect: 0.3),
    ]

    /// How often equal means, or means `difference` apart, are told apart; a third of the values go to the treatment.
    private func rejections(_ scale: MeanDifferenceTest.Scale, difference: Double, runs: Int) throws -> Int {
        try PeekingSimulation.count(runs: runs, peeks: 600) {
            var test = try MeanDifferenceTest(scale: scale)
            return { generator in
                let arm = generator.index(below: 3) == 0 ? TestArm.treatment : .control
                try test.add(50 + 2 * generator.nearlyNormal() + (arm == .treatment ? difference : 0), to: arm)
                return test.process.rejects(at: 0.05)
            }
        }
    }

    @Test(arguments: scales)
    func rarelyRejectsEqualMeans(scale: MeanDifferenceTest.Scale) throws {
        let rejections = try rejections(scale, difference: 0, runs: 300)

        #expect(rejections <= PeekingSimulation.limit(runs: 300, alpha: 0.05))
    }

    @Test(arguments: scales)
    func findsARealDifference(scale: MeanDifferenceTest.Scale) throws {
        #expect(try rejections(scale, difference: 1, runs: 40) >= 38)
    }

    @Test(arguments: scales)
    func rarelyMissesTheDifference(scale: MeanDifferenceTest.Scale) throws {
        let misses = try PeekingSimulation.count(runs: 200, peeks: 500) {
            var test = try MeanDifferenceTest(scale: scale)
            return { generator in
                try test.add(2 * generator.nearlyNormal(), to: .control)
                try test.add(1 + 2 * generator.nearlyNormal(), to: .treatment)
                return test.interval(alpha: 0.1)?.contains(1) == false
            }
        }

        #expect(misses <= PeekingSimulation.limit(runs: 200, alpha: 0.1))
    }

    /// The test rejects exactly where none is outside the interval.
    @Test(arguments: scales)
    func agreesWithItsInterval(scale: MeanDifferenceTest.Scale) throws {
        var generator = SeededGenerator(seed: 3)
        var test = try MeanDifferenceTest(scale: scale)

        for _ in 0..<300 {
            try test.add(2 * generator.nearlyNormal(), to: .control)
            try test.add(0.7 + 2 * generator.nearlyNormal(), to: .treatment)
            let isRejected = test.process.logValue > -Elementary.log(0.05)
            let excludesNone = test.interval(alpha: 0.05)?.contains(0) == false
            #expect(isRejected == excludesNone)
        }
    }

    @Test func doesNotCareAboutTheUnitWhereTheVarianceIsUnknown() throws {
        var generator = SeededGenerator(seed: 8)
        var small = try MeanDifferenceTest(scale: .unknown(standardisedEffect: 0.5))
        var large = small

        for index in 0..<200 {
            let value = generator.nearlyNormal()
            let arm = index % 3 == 0 ? TestArm.treatment : .control
            try small.add(value, to: arm)
            try large.add(value * 1_024, to: arm)
        }

        #expect((small.process.logValue - large.process.logValue).magnitude < 1e-9)
    }

    @Test func saysNothingWhileAnArmIsEmptyOrNothingVaries() throws {
        var test = try MeanDifferenceTest(scale: .unknown(standardisedEffect: 0.5))
        for _ in 0..<20 { try test.add(1, to: .control) }
        #expect(test.estimate == nil)

        for _ in 0..<20 { try test.add(2, to: .treatment) }

        #expect(test.estimate == 1)
        #expect(test.interval(alpha: 0.05) == nil)
        #expect(test.process.anytimeP == 1)
    }

    @Test(arguments: [Double.nan, -.infinity, 1e200])
    func staysAsItWasAtARefusedValue(value: Double) throws {
        var test = try MeanDifferenceTest(scale: .unknown(standardisedEffect: 0.5))
        try test.add(1, to: .control)
        let before = test

        #expect(throws: EvidenceError.self) { try test.add(value, to: .treatment) }
        #expect(test == before)
    }

    @Test func refusesWrongSettings() {
        #expect(throws: EvidenceError.self) { try MeanDifferenceTest(scale: .known(variance: 0, effect: 1)) }
        #expect(throws: EvidenceError.self) { try MeanDifferenceTest(scale: .unknown(standardisedEffect: .nan)) }
    }

    @Test(arguments: scales)
    func goesOnFromASavedState(scale: MeanDifferenceTest.Scale) throws {
        var test = try MeanDifferenceTest(scale: scale)
        for index in 0..<50 { try test.add(Double(index % 7), to: index % 2 == 0 ? .control : .treatment) }

        var read = try SavedState.decode(MeanDifferenceTest.self, from: try SavedState.encode(test))
        try test.add(3, to: .control)
        try read.add(3, to: .control)

        #expect(read == test)
    }
}
