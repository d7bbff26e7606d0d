import Domain
import Foundation
import Learning
import TestSupport
import Testing

/// The detector that a pipeline chooses for its losses.
struct ErrorDetectorTests {
    @Test(arguments: DetectorKind.allCases)
    func findsARiseOfTheLossAndSaysFromWhereToWhere(kind: DetectorKind) throws {
        var detector = ErrorDetector(kind, adwinDelta: 0.002)
        for loss in DetectorSuite.errors(1_000, rate: 0.1, seed: 4) { _ = detector.observe(loss) }

        let raised = DetectorSuite.errors(600, rate: 0.6, seed: 5).contains { detector.observe($0) == .drift }

        #expect(raised)
        let change = try #require(detector.change)
        #expect(change.after > change.before)
        #expect(detector.kind == kind)
    }

    @Test(arguments: DetectorKind.allCases)
    func goesOnFromACheckpointWhereItWas(kind: DetectorKind) throws {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        var detector = ErrorDetector(kind, adwinDelta: 0.01)
        for loss in DetectorSuite.errors(700, rate: 0.2, seed: 6) { _ = detector.observe(loss) }

        var read = try decoder.decode(ErrorDetector.self, from: encoder.encode(detector))

        let losses = DetectorSuite.errors(700, rate: 0.5, seed: 7)
        #expect(losses.map { read.observe($0) } == losses.map { detector.observe($0) })
        #expect(read.width == detector.width)
    }
}
