import Foundation
import Testing

@testable import Learning

/// Each detector raises at exactly the values at which the references do.
struct GoldenDriftTests {
    private struct Detections: Decodable {
        struct Run: Decodable {
            var stream: String
            var detector: String
            var detections: [Int]
        }

        var detectors: [Run]
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var name: String
        var find: @Sendable ([Double]) throws -> [Int]

        var testDescription: String { "\(name) of \(file)" }

        init<Detector: DriftDetector>(_ file: String, _ name: String, _ detector: Detector) {
            self.file = file
            self.name = name
            find = { values in
                var detector = detector
                return try values.indices.filter { try detector.update(values[$0]) == .drift }
            }
        }
    }

    static let cases = [
        Case("drift_river.json", "ADWIN", ADWIN()),
        Case("drift_river.json", "ADWIN(delta=1e-4)", ADWIN(delta: 1e-4)),
        Case("drift_river.json", "PageHinkley", PageHinkley()),
        Case("drift_river.json", "DDM", DDM()),
        Case("drift_river.json", "EDDM", EDDM()),
        Case("drift_river.json", "HDDMA", HDDMAverage()),
        Case("drift_river.json", "HDDMW", HDDMWeighted()),
        Case("drift_capymoa.json", "DDM", DDM()),
        Case("drift_capymoa.json", "HDDMAverage", HDDMAverage()),
        Case("drift_capymoa.json", "HDDMWeighted", HDDMWeighted()),
        Case("drift_capymoa.json", "CUSUM", CUSUM()),
        Case("drift_capymoa.json", "RDDM", RDDM()),
        Case("drift_capymoa.json", "STEPD", STEPD()),
    ]

    @Test(arguments: cases)
    func raisesWhereTheReferenceRaises(item: Case) throws {
        let golden = try JSONDecoder().decode(Detections.self, from: Golden.data(item.file))
        let runs = golden.detectors.filter { $0.detector == item.name }
        #expect(!runs.isEmpty)

        for run in runs {
            let found = try item.find(Golden.stream(run.stream))

            #expect(found == run.detections, "\(run.stream)")
        }
    }
}
