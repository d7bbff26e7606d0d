import Domain
import Learning

/// A detector on 0/1 errors whose rate changes every 20,000 values.
struct DetectorRunner<Detector: DriftDetector>: EnduranceRunner {
    private static var turn: Int { 20_000 }

    let nodeCount: Int? = nil
    private var detector: Detector
    private var generator = SeededGenerator(seed: 13)

    init(_ detector: Detector) {
        self.detector = detector
    }

    mutating func take(_ events: Range<Int>) throws {
        for event in events {
            let rate = (event / Self.turn).isMultiple(of: 2) ? 0.1 : 0.4
            _ = try detector.update(generator.unitInterval() < rate ? 1 : 0)
        }
    }

    func savedBytes() throws -> Int {
        try SavedState.encode(detector).count
    }
}
