import Domain
import Foundation
import Learning

/// A drift report on normal columns whose mean moved by 0.02, as the peer's script takes them.
enum DriftRows {
    private static let rows = 100_000
    private static let columns = 20

    static func report() throws -> Measurement {
        var generator = SeededGenerator(seed: 7)
        let reference = sample(mean: 0, &generator)
        let current = sample(mean: 0.02, &generator)
        let (seconds, _) = try ProcessorClock.median { try DriftReport(reference: reference, current: current) }
        return [.cpuSeconds: seconds]
    }

    private static func sample(mean: Double, _ generator: inout SeededGenerator) -> [DriftColumn] {
        (0..<columns).map { column in
            DriftColumn("column\(column)", .numbers((0..<rows).map { _ in mean + normal(&generator) }))
        }
    }

    private static func normal(_ generator: inout SeededGenerator) -> Double {
        let radius = (-2 * log(1 - generator.unitInterval())).squareRoot()
        return radius * cos(2 * .pi * generator.unitInterval())
    }
}
