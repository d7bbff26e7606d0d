import Testing

@testable import Learning

/// How often each element is drawn, over many seeds, against its chance; five standard deviations are allowed.
struct ReservoirTests {
    private let rounds = 2_000

    private func expectShares(_ counts: [Int], _ chances: [Double]) {
        for (element, chance) in chances.enumerated() {
            let share = Double(counts[element]) / Double(rounds)
            let deviation = (chance * (1 - chance) / Double(rounds)).squareRoot()
            #expect(abs(share - chance) < 5 * deviation + 1e-9, "element \(element): \(share), not \(chance)")
        }
    }

    private func count(_ size: Int, _ draw: (UInt64) throws -> [Int]) rethrows -> [Int] {
        var counts = Array(repeating: 0, count: size)
        for seed in 0..<UInt64(rounds) {
            for element in try draw(seed) { counts[element] += 1 }
        }
        return counts
    }

    @Test func drawsEvenly() throws {
        let counts = try count(20) { seed in
            var sample = try Reservoir<Int>(capacity: 5, seed: seed)
            for element in 0..<20 { try sample.add(element) }
            #expect(Set(sample.elements).count == 5)
            return sample.elements
        }

        expectShares(counts, Array(repeating: 0.25, count: 20))
    }

    @Test func drawsByWeight() throws {
        let weights = [1.0, 2, 3, 4, 0, 10]
        let counts = try count(6) { seed in
            var sample = try Reservoir<Int>(capacity: 1, seed: seed)
            for (element, weight) in weights.enumerated() { try sample.add(element, weight: weight) }
            return sample.elements
        }

        expectShares(counts, weights.map { $0 / 20 })
    }

    @Test func aMergeDrawsFromBothByTheSameLaw() throws {
        let counts = try count(20) { seed in
            var left = try Reservoir<Int>(capacity: 4, seed: seed)
            var right = try Reservoir<Int>(capacity: 4, seed: seed + 1_000_000)
            for element in 0..<3 { try left.add(element) }
            for element in 3..<16 { try right.add(element) }
            try left.merge(right)
            for element in 16..<20 { try left.add(element) }
            return left.elements
        }

        expectShares(counts, Array(repeating: 0.2, count: 20))
    }

    @Test func prefersTheNewest() throws {
        let rate = 0.5
        let counts = try count(8) { seed in
            var early = try TimeBiasedReservoir<Int>(capacity: 1, rate: rate, seed: seed)
            var late = try TimeBiasedReservoir<Int>(capacity: 1, rate: rate, seed: seed + 1_000_000)
            for element in [2, 0, 1] { try early.add(element, at: Double(element)) }
            for element in 3..<8 { try late.add(element, at: Double(element)) }
            try late.merge(early)
            return late.elements
        }

        let weights = (0..<8).map { Elementary.exp(rate * Double($0)) }
        expectShares(counts, weights.map { $0 / weights.reduce(0, +) })
    }

    @Test func outlivesTimesThatWouldOverflowAWeight() throws {
        var sample = try TimeBiasedReservoir<Int>(capacity: 10, rate: 1, seed: 1)
        for element in 0..<5_000 { try sample.add(element, at: Double(element)) }

        #expect(sample.elements.count == 10)
        #expect(sample.elements.allSatisfy { $0 > 4_950 })
    }

    @Test func refusesWhatIsNoWeightTimeOrSetting() throws {
        var sample = try Reservoir<Int>(capacity: 2, seed: 1)
        var biased = try TimeBiasedReservoir<Int>(capacity: 2, rate: 1, seed: 1)
        let (sampleBefore, biasedBefore) = (sample, biased)

        #expect(throws: SketchError.weight(-1)) { try sample.add(1, weight: -1) }
        #expect(throws: SketchError.self) { try biased.add(1, at: .nan) }
        #expect(throws: SketchError.rate(0)) { try TimeBiasedReservoir<Int>(capacity: 2, rate: 0, seed: 1) }
        #expect(throws: SketchError.otherSettings(2, 3)) { try sample.merge(Reservoir(capacity: 3, seed: 1)) }
        #expect(throws: SketchError.otherRates(1, 2)) {
            try biased.merge(TimeBiasedReservoir(capacity: 2, rate: 2, seed: 1))
        }
        #expect(sample == sampleBefore && biased == biasedBefore)
    }
}
