import Foundation

/// What scikit-learn made of the same rows.
struct CalibrationGolden: Decodable {
    struct Isotonic: Decodable {
        let scores: [Double]
        let targets: [Double]
        let weights: [Double]
        let queries: [Double]
        let values: [Double]
    }

    /// Scikit-learn stops early; the refined numbers are its answer after Newton's method to the last digit.
    struct Platt: Decodable {
        let scores: [Double]
        let labels: [Bool]
        let weights: [Double]
        let slope: Double
        let intercept: Double
        let slopeRefined: Double
        let interceptRefined: Double
    }

    struct Temperature: Decodable {
        let logits: [Double]
        let classes: Int
        let labels: [Int]
        let weights: [Double]
        let temperature: Double
        let probabilities: [Double]
    }

    let isotonic: [Isotonic]
    let platt: [Platt]
    let temperature: [Temperature]

    static func read() throws -> CalibrationGolden {
        try JSONDecoder().decode(CalibrationGolden.self, from: try Golden.data("calibration.json"))
    }
}
