import Domain
import Testing

@testable import Learning

struct HedgedCapitalSequenceTests {
    /// Even, rare, and U-shaped values between 0 and 1, with their means.
    enum Source: CaseIterable {
        case even
        case rare
        case extremes

        var mean: Double {
            switch self {
            case .even: 0.5
            case .rare: 0.03
            case .extremes: 0.6137
            }
        }

        func draw(_ generator: inout SeededGenerator) -> Double {
            let unit = generator.unitInterval()
            return self == .even ? unit : unit < mean ? 1 : 0
        }
    }

    @Test(arguments: Source.allCases)
    func rarelyMissesTheMean(source: Source) throws {
        let misses = try PeekingSimulation.count(runs: 200, peeks: 400) {
            var sequence = try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 0.1, cells: 60)
            return { generator in
                try sequence.add(source.draw(&generator))
                return sequence.bounds?.contains(source.mean) != true
            }
        }

        #expect(misses <= PeekingSimulation.limit(runs: 200, alpha: 0.1))
    }

    @Test func isNarrowerThanEmpiricalBernstein() throws {
        var generator = SeededGenerator(seed: 5)
        var hedged = try HedgedCapitalSequence(lower: -1, upper: 1, alpha: 0.05, cells: 1_000)
        var bernstein = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: 0.05)

        for _ in 0..<2_000 {
            let value = generator.unitInterval() < 0.1 ? 1.0 : 0.0
            try hedged.add(value)
            bernstein.add(value)
        }

        let bounds = try #require(hedged.bounds)
        let width = bounds.upperBound - bounds.lowerBound
        #expect(width < 0.8 * (bernstein.bounds.upper - bernstein.bounds.lower))
        #expect(bounds.contains(0.1))
    }

    /// The gamblers' wealth in full for each candidate, without a running intersection.
    @Test(arguments: 0..<10 as Range<UInt64>)
    func agreesWithTheWealthWrittenOut(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<150).map { _ in generator.unitInterval() * generator.unitInterval() }
        var sequence = try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 0.05, cells: 40)
        for value in values { try sequence.add(value) }

        let candidates = (1..<40).map { Double($0) / 40 }
        let lower = candidates.last { greatestWealth(values, candidate: $0, sign: 1) >= 20 } ?? 0
        let upper = candidates.first { greatestWealth(values, candidate: $0, sign: -1) >= 20 } ?? 1

        #expect(sequence.bounds == lower...upper)
    }

    private func greatestWealth(_ values: [Double], candidate: Double, sign: Double) -> Double {
        var (wealth, greatest) = (0.5, 0.5)
        var (sum, squares) = (0.0, 0.0)
        for (index, value) in values.enumerated() {
            let time = Double(index + 1)
            let variance = (0.25 + squares) / time
            let stake = (2 * Elementary.log(2 / 0.05) / (variance * time * Elementary.log(1 + time))).squareRoot()
            let cut = 0.5 / (sign > 0 ? candidate : 1 - candidate)
            wealth *= 1 + sign * min(stake, cut) * (value - candidate)
            greatest = max(greatest, wealth)
            sum += value
            let mean = (0.5 + sum) / (time + 1)
            squares += (value - mean) * (value - mean)
        }
        return greatest
    }

    @Test func saysThatTheMeanMovedWhereNoCandidateIsLeft() throws {
        var sequence = try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 0.05, cells: 1_000)

        for _ in 0..<20 { try sequence.add(0.2) }
        for _ in 0..<2_000 { try sequence.add(0.9) }

        #expect(sequence.bounds == nil)
    }

    @Test func knowsTheWholeRangeBeforeTheFirstValue() throws {
        let sequence = try HedgedCapitalSequence(lower: -2, upper: 3, alpha: 0.05)

        #expect(sequence.bounds == -2...3)
        #expect(sequence.estimate == nil)
    }

    @Test(arguments: [-0.01, 1.01, .infinity])
    func staysAsItWasAtARefusedValue(value: Double) throws {
        var sequence = try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 0.05)
        try sequence.add(0.3)
        let before = sequence

        #expect(throws: EvidenceError.self) { try sequence.add(value) }
        #expect(throws: EvidenceError.self) { try sequence.add(.nan) }
        #expect(sequence == before)
    }

    @Test func saysWhatIsWrongWithAValue() {
        let message = "the value is 1.5, the sequence was made for 0.0 to 1.0; clip it or make a wider sequence"

        #expect(EvidenceError.outside(value: 1.5, lower: 0, upper: 1).description == message)
    }

    @Test func refusesWrongSettings() {
        #expect(throws: EvidenceError.range(lower: 1, upper: 1)) {
            try HedgedCapitalSequence(lower: 1, upper: 1, alpha: 0.05)
        }
        #expect(throws: EvidenceError.self) { try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 1) }
        #expect(throws: EvidenceError.self) { try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 0.1, cells: 1) }
    }

    @Test func goesOnFromASavedState() throws {
        var sequence = try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 0.05, cells: 30)
        for index in 0..<50 { try sequence.add(Double(index % 7) / 7) }

        var read = try SavedState.decode(HedgedCapitalSequence.self, from: try SavedState.encode(sequence))
        for index in 0..<50 {
            try sequence.add(Double(index % 5) / 7)
            try read.add(Double(index % 5) / 7)
        }

        #expect(read == sequence)
    }
}
