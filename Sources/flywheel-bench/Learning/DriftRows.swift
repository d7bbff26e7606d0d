import Domain
import Foundation
import Learning

/// A drift report on normal columns whose mean moved by 0.02, as the peer's script takes them.
enum DriftRows {
    private static let rows = 100_000
    private static let columns = 20

    /// Times a report on columns of one kind.
    ///
    /// - Parameters:
    ///   - shift: How far the current columns' mean lies from the reference's.
    ///   - hasHeavyTails: Whether the values are Cauchy's, of which the largest is some million times the usual one.
    /// - Returns: Its processor time, the median of several.
    /// - Throws: As the report does.
    static func report(movedBy shift: Double, hasHeavyTails: Bool = false) throws -> Measurement {
        var generator = SeededGenerator(seed: 7)
        func sample(mean: Double) -> [DriftColumn] {
            (0..<columns).map { column in
                let values = (0..<rows).map { _ in
                    let value = normal(&generator)
                    return mean + (hasHeavyTails ? value / normal(&generator) : value)
                }
                return DriftColumn("column\(column)", .numbers(values))
            }
        }
        let reference = sample(mean: 0)
        let current = sample(mean: shift)
        let (seconds, _) = try ProcessorClock.median { try DriftReport(reference: reference, current: current) }
        return [.cpuSeconds: seconds]
    }

    private static func normal(_ generator: inout SeededGenerator) -> Double {
        let radius = (-2 * log(1 - generator.unitInterval())).squareRoot()
        return radius * cos(2 * .pi * generator.unitInterval())
    }
}
