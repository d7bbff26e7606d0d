import Testing

@testable import Learning

struct TwoSamplesTests {
    @Test func refusesEmptyAndEndlessValues() {
        #expect(throws: SampleError.empty(.current)) { try TwoSamples(reference: [1], current: []) }
        #expect(throws: SampleError.value(.reference, index: 1, value: .infinity)) {
            try TwoSamples(reference: [1, .infinity], current: [1])
        }
        #expect(throws: SampleError.self) { try TwoSamples(reference: [1], current: [.nan]) }
    }

    @Test func testsThatNeedSpreadRefuseConstantSamples() throws {
        let samples = try TwoSamples(reference: [2, 2, 2], current: [2, 2])

        #expect(throws: SampleError.constant(test: "Welch's test")) { try samples.welch() }
        #expect(throws: SampleError.constant(test: "Mann–Whitney's test")) { try samples.mannWhitney() }
        #expect(throws: SampleError.constant(test: "Cramér–von Mises's test")) { try samples.cramerVonMises() }
        #expect(throws: SampleError.constant(test: "Anderson–Darling's test")) { try samples.andersonDarling() }
        #expect(samples.kolmogorovSmirnov() == TestResult(statistic: 0, pValue: 1))
        #expect(samples.energyDistance() == 0)
    }

    @Test func testsThatNeedTwoValuesRefuseOne() throws {
        let samples = try TwoSamples(reference: [1, 2, 3], current: [2])

        #expect(throws: SampleError.tooFew(.current, count: 1, needed: 2)) { try samples.welch() }
        #expect(throws: SampleError.tooFew(.current, count: 1, needed: 2)) { try samples.cramerVonMises() }
        #expect(throws: SampleError.tooFew(.current, count: 1, needed: 2)) { try samples.andersonDarling() }
    }

    @Test func aConstantSampleAgainstASpreadOneHasAWelchTest() throws {
        let samples = try TwoSamples(reference: [1, 2, 3], current: [2, 2])

        let result = try samples.welch()

        #expect(result == TestResult(statistic: 0, pValue: 1))
    }

    /// All 20 orders of three and three values without ties, in which 2 are apart and 12 have a distance of 2 ÷ 3 or more.
    @Test func theExactPValueCountsOrders() throws {
        let apart = try TwoSamples(reference: [1, 2, 3], current: [4, 5, 6]).kolmogorovSmirnov(.exact)
        let near = try TwoSamples(reference: [1, 2, 4], current: [3, 5, 6]).kolmogorovSmirnov(.exact)

        #expect((apart.pValue - 0.1).magnitude < 1e-15)
        #expect((near.pValue - 0.6).magnitude < 1e-15)
    }

    @Test func theOrderOfTheSamplesTurnsSignsOnly() throws {
        let one = try TwoSamples(reference: [1, 5, 2, 2], current: [3, 8, 2])
        let other = try TwoSamples(reference: [3, 8, 2], current: [1, 5, 2, 2])

        #expect(one.kolmogorovSmirnov() == other.kolmogorovSmirnov())
        #expect(try one.welch().statistic == -other.welch().statistic)
        #expect(try one.mannWhitney().statistic + other.mannWhitney().statistic == 12)
    }

    @Test func saysWhatIsWrongAndHowToMendIt() {
        #expect(
            SampleError.value(.current, index: 3, value: .nan).description
                == "value 3 of the current sample is nan; give a number from -1e100 to 1e100")
        #expect(
            SampleError.constant(test: "Welch's test").description
                == "Welch's test is not defined where all values are equal; compare them with Kolmogorov–Smirnov")
        #expect(
            SampleError.tooFew(.reference, count: 1, needed: 2).description
                == "the reference sample is too short: 1 of 2 values; gather more before testing")
    }
}
