import Foundation
import Testing

@testable import Learning

struct SpecialTests {
    /// Rows of arguments with the value last.
    private static func rows(_ name: String) throws -> [[Double]] {
        let object = try JSONSerialization.jsonObject(with: try Golden.data("special.json")) as? [String: Any]
        return try #require(object?[name] as? [[Double]])
    }

    private static func expect(
        _ name: String, within tolerance: Double = 1e-12, _ function: ([Double]) -> Double
    ) throws {
        for row in try rows(name) {
            let value = try #require(row.last)
            let error = (function(row) - value).magnitude
            #expect(error <= tolerance * value.magnitude, "\(name) \(row): \(function(row))")
        }
    }

    @Test func logGammaEqualsTheReference() throws {
        try Self.expect("logGamma") { Special.logGamma($0[0]) }
    }

    @Test func logBetaEqualsTheReference() throws {
        try Self.expect("logBeta") { Special.logBeta($0[0], $0[1]) }
    }

    @Test func bothIncompleteGammasEqualTheReference() throws {
        try Self.expect("upperGamma") { Special.upperGamma($0[0], $0[1]) }
        try Self.expect("lowerGamma") { Special.lowerGamma($0[0], $0[1]) }
    }

    @Test func theIncompleteBetaEqualsTheReference() throws {
        try Self.expect("incompleteBeta") { Special.incompleteBeta($0[0], $0[1], x: $0[2], complement: 1 - $0[2]) }
    }

    @Test func theTailsEqualTheReference() throws {
        try Self.expect("erfc") { Special.erfc($0[0]) }
        try Self.expect("normalTail") { Special.normalTail($0[0]) }
        try Self.expect("chiSquareTail") { Special.chiSquareTail($0[0], degrees: $0[1]) }
        try Self.expect("studentTwoSidedTail") { Special.studentTwoSidedTail($0[0], degrees: $0[1]) }
    }

    @Test func studentsTailLosesLittleWithMillionsOfDegrees() throws {
        try Self.expect("studentManyDegrees", within: 2e-10) { Special.studentTwoSidedTail($0[0], degrees: $0[1]) }
    }

    @Test func theKolmogorovDistributionEqualsTheReference() throws {
        try Self.expect("kolmogorov", within: 1e-11) { KolmogorovDistribution.tail(count: Int($0[0]), distance: $0[1]) }
        try Self.expect("kolmogorovLarge", within: 1e-11) {
            KolmogorovDistribution.tail(count: Int($0[0]), distance: $0[1])
        }
    }

    @Test func theBesselFunctionEqualsTheReference() throws {
        try Self.expect("scaledBesselK") { Special.scaledBesselK(order: 0.25, $0[0]) }
    }

    @Test func logBinomialCountsTheWaysToChoose() {
        #expect(Special.logBinomial(9, 0) == 0)
        #expect((Elementary.exp(Special.logBinomial(10, 4)) - 210).magnitude < 1e-11)
    }
}
