import Domain
import Foundation
import Testing

@testable import Learning

/// A hundred thousand errors whose rate rises and falls: long enough for what only long concepts set in motion.
struct LongDriftTests {
    private struct Reference: Decodable {
        var rates: [Double]
        var detections: [String: [Int]]
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let find: @Sendable ([Double]) throws -> [Int]

        init<Detector: DriftDetector>(_ name: String, _ fresh: Detector) {
            testDescription = name
            find = { values in
                var detector = fresh
                return try values.indices.filter { try detector.update(values[$0]) == .drift }
            }
        }
    }

    static let cases = [
        Case("ADWIN", ADWIN()), Case("PageHinkley", PageHinkley()), Case("CUSUM", CUSUM()), Case("DDM", DDM()),
        Case("EDDM", EDDM()), Case("RDDM", RDDM()), Case("HDDMA", HDDMAverage()), Case("HDDMW", HDDMWeighted()),
    ]

    @Test(arguments: cases)
    func raisesWhereTheReferenceRaises(item: Case) throws {
        let reference = try JSONDecoder().decode(Reference.self, from: Golden.data("drift_long.json"))
        var generator = SeededGenerator(seed: 2026)
        let values = reference.rates.flatMap { rate in
            (0..<10_000).map { _ in generator.unitInterval() < rate ? 1.0 : 0 }
        }

        let found = try item.find(values)

        #expect(found == reference.detections[item.testDescription])
    }
}
