import Domain
import Foundation

/// A detector on 0/1 errors whose rate changes every 20,000 values.
struct DetectorRunner<Detector: Encodable>: EnduranceRunner {
    private static var turn: Int { 20_000 }

    let nodeCount: Int? = nil
    private var detector: Detector
    private var generator = SeededGenerator(seed: 13)
    private let update: (inout Detector, Double) throws -> Void

    init(_ detector: Detector, update: @escaping (inout Detector, Double) throws -> Void) {
        self.detector = detector
        self.update = update
    }

    mutating func take(_ events: Range<Int>) throws {
        for event in events {
            let rate = (event / Self.turn).isMultiple(of: 2) ? 0.1 : 0.4
            try update(&detector, Double.random(in: 0..<1, using: &generator) < rate ? 1 : 0)
        }
    }

    func savedBytes() throws -> Int {
        try JSONEncoder().encode(detector).count
    }
}
