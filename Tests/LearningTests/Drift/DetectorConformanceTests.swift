import Domain
import Learning
import TestSupport
import Testing

/// Every detector keeps the promises of its suite.
///
/// How often each raises on a steady stream is its own: EDDM is known for it, and STEPD, RDDM and KSWIN test at every value.
struct DetectorConformanceTests {
    struct Listed: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let violations: @Sendable () throws -> [String]

        init<Detector: DriftDetector>(
            _ fresh: Detector, mostAlarms: Int = 2, mostDelay: Int = 200, takesAnyNumber: Bool = false,
            mostBytes: Int = 4_000
        ) {
            testDescription = Detector.savedName
            violations = {
                try DetectorSuite.violations(
                    fresh, mostAlarms: mostAlarms, mostDelay: mostDelay, takesAnyNumber: takesAnyNumber,
                    mostBytes: mostBytes)
            }
        }
    }

    static let listed = [
        Listed(ADWIN(), takesAnyNumber: true), Listed(PageHinkley(), takesAnyNumber: true),
        Listed(CUSUM(), takesAnyNumber: true), Listed(KSWIN(), mostAlarms: 20, takesAnyNumber: true), Listed(DDM()),
        Listed(EDDM(), mostAlarms: 60, mostDelay: 400), Listed(RDDM(), mostAlarms: 6, mostBytes: 160_000),
        Listed(HDDMAverage()), Listed(HDDMWeighted(), mostAlarms: 6), Listed(STEPD(), mostAlarms: 10),
    ]

    @Test(arguments: listed)
    func keepsItsPromises(detector: Listed) throws {
        let violations = try detector.violations()

        #expect(violations == [])
    }
}
