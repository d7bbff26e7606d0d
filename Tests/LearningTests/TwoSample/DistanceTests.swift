import Domain
import Foundation
import Testing

@testable import Learning

/// Distances between two samples, against SciPy's and Evidently's own numbers.
struct DistanceTests {
    private struct Cases: Decodable {
        var numbers: [NumberCase]
        var categories: [CategoryCase]
    }

    private struct NumberCase: Decodable {
        var reference: [Double]
        var current: [Double]
        var wasserstein: Double
        var quantilePSI: Double
        var evidentlyPSI: Double
        var evidentlyJensenShannon: Double
        var evidentlyWasserstein: Double
    }

    private struct CategoryCase: Decodable {
        var reference: [Int]
        var current: [Int]
        var naturalJensenShannon: Double
        var binaryJensenShannon: Double
        var hellinger: Double
        var totalVariation: Double
        var psi: Double
    }

    private static let tolerance = 1e-9

    private func cases() throws -> Cases {
        try JSONDecoder().decode(Cases.self, from: Golden.data("distances.json"))
    }

    @Test func distancesOfNumbersAreTheReferences() throws {
        for golden in try cases().numbers {
            let (reference, current) = (golden.reference, golden.current)
            let found = [
                try Wasserstein.distance(from: reference, to: current),
                try Wasserstein.normedDistance(from: reference, to: current),
                try ShareDistance.stability(from: reference, to: current, bins: .referenceQuantiles(10)),
                try ShareDistance.stability(from: reference, to: current, bins: .evidently),
                try ShareDistance.jensenShannon(from: reference, to: current, bins: .evidently, base: .natural),
            ]
            let expected = [
                golden.wasserstein, golden.evidentlyWasserstein, golden.quantilePSI, golden.evidentlyPSI,
                golden.evidentlyJensenShannon,
            ]

            for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < Self.tolerance) }
        }
    }

    @Test func distancesOfCategoriesAreTheReferences() throws {
        for golden in try cases().categories {
            let (reference, current) = (golden.reference, golden.current)
            let found = [
                try ShareDistance.jensenShannon(reference, current, base: .natural),
                try ShareDistance.jensenShannon(reference, current, base: .two),
                try ShareDistance.hellinger(reference, current),
                try ShareDistance.totalVariation(reference, current),
                try ShareDistance.stability(reference, current),
            ]
            let expected = [
                golden.naturalJensenShannon, golden.binaryJensenShannon, golden.hellinger, golden.totalVariation,
                golden.psi,
            ]

            for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < Self.tolerance) }
        }
    }

    @Test(arguments: 0..<6) func wassersteinWithoutSortingIsThatOfSortedSamples(_ shape: Int) throws {
        var generator = SeededGenerator(seed: UInt64(shape))
        let reference = (0..<3_000).map { _ in draw(shape, 0, &generator) }
        let current = (0..<2_500).map { _ in draw(shape, 0.02, &generator) }

        let found = try Wasserstein.distance(from: reference, to: current)

        let expected = sortedDistance(reference.sorted(), current.sorted())
        #expect(abs(found - expected) <= 1e-11 * max(expected, 1))
    }

    /// Uniform, with ties, with one far value, piled up at every scale, of two heaps, constant.
    private func draw(_ shape: Int, _ shift: Double, _ generator: inout SeededGenerator) -> Double {
        let share = generator.unitInterval()
        return switch shape {
        case 0: share + shift
        case 1: (10 * (share + shift)).rounded(.down)
        case 2: share > 0.999 ? 1e9 : share + shift
        case 3: Elementary.exp(-300 * share) * 1_000 * (1 + shift)
        case 4: share < 0.5 + shift ? generator.unitInterval() : 1_000 + generator.unitInterval()
        default: 4
        }
    }

    private func sortedDistance(_ reference: [Double], _ current: [Double]) -> Double {
        let all = (reference + current).sorted()
        var (area, i, j) = (0.0, 0, 0)
        for (left, right) in zip(all, all.dropFirst()) where left < right {
            while i < reference.count, reference[i] <= left { i += 1 }
            while j < current.count, current[j] <= left { j += 1 }
            area += abs(Double(i) / Double(reference.count) - Double(j) / Double(current.count)) * (right - left)
        }
        return area
    }

    @Test func badSamplesAreRefusedByName() {
        #expect(throws: DistanceError.empty(.current)) { try Wasserstein.distance(from: [1], to: []) }
        #expect(throws: DistanceError.notFinite(.reference, index: 1, value: .infinity)) {
            try Wasserstein.normedDistance(from: [1, .infinity], to: [1])
        }
        #expect(throws: DistanceError.tooWide) { try Wasserstein.distance(from: [-1e308], to: [1e308]) }
        #expect(throws: DistanceError.binCount(1)) {
            try ShareDistance.stability(from: [1], to: [1], bins: .referenceQuantiles(1))
        }
        #expect(throws: DistanceError.shareCount(reference: 1, current: 2)) {
            try ShareDistance.stability([1], [1, 2])
        }
        #expect(throws: DistanceError.empty(.reference)) { try ShareDistance.hellinger([0], [1]) }
    }

    @Test func equalSharesHaveNoDistance() throws {
        #expect(try ShareDistance.jensenShannon([2, 1], [4, 2], base: .two) == 0)
        #expect(try ShareDistance.stability([2, 1, 0], [4, 2, 0]) == 0)
        #expect(try ShareDistance.stability(from: [3, 3], to: [3], bins: .sturges) == 0)
    }
}
