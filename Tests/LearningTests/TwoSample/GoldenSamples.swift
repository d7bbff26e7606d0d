import Foundation
import Testing

@testable import Learning

/// SciPy's results on samples of numbers and counts, in the two files they were recorded in.
enum GoldenSamples {
    struct Numbers: Decodable {
        let name: String
        let reference: [Double]
        let current: [Double]
        let ksExact: [Double]
        let ksAsymptotic: [Double]
        let mannWhitney: [Double]
        let welch: [Double]
        let cramerVonMises: [Double]
        let andersonDarling: [Double]
        let energy: Double

        func samples() throws -> TwoSamples { try TwoSamples(reference: reference, current: current) }
    }

    struct Counts: Decodable {
        let reference: [Int]
        let current: [Int]
        let chiSquare: [Double]
        let g: [Double]
        let hellinger: Double
        let totalVariation: Double
    }

    struct Fourfold: Decodable {
        let table: [Int]
        let p: Double
        let oddsRatio: Double?
    }

    struct Adjustments: Decodable {
        let p: [Double]
        let benjaminiHochberg: [Double]
        let holm: [Double]
    }

    struct Discrepancy: Decodable {
        let reference: [[Double]]
        let current: [[Double]]
        let bandwidth: Double
        let statistic: Double
        let statisticAtBandwidth2: Double
    }

    struct File: Decodable {
        let samples: [Numbers]
        let ksLarge: [[Double]]
        let counts: [Counts]
        let fisher: [Fourfold]
        let adjustments: Adjustments
        let mmd: Discrepancy
    }

    static func file() throws -> File {
        try JSONDecoder().decode(File.self, from: try Golden.data("two_samples.json"))
    }

    /// Equal to 1e-9; the p-value to 1e-9 of itself, unless SciPy's own is good to absolute digits only.
    static func expect(_ result: TestResult, _ golden: [Double], _ name: String, relative: Bool = true) {
        let statisticError = (result.statistic - golden[0]).magnitude
        #expect(statisticError <= 1e-9 * max(1, golden[0].magnitude), "\(name): \(result), SciPy \(golden)")
        let pError = (result.pValue - golden[1]).magnitude
        #expect(pError <= 1e-9 * (relative ? golden[1] : 1), "\(name): \(result), SciPy \(golden)")
    }
}
