import Domain
package import Learning

/// What every drift detector keeps.
///
///     let found = try DetectorSuite.violations(DDM())
package enum DetectorSuite {
    /// - Parameters:
    ///   - fresh: A detector that has seen nothing.
    ///   - mostAlarms: On 10,000 errors of a steady rate.
    ///   - mostDelay: Values from a change of the rate from 0.1 to 0.5 until it is found.
    ///   - takesAnyNumber: Whether values beyond 0 and 1 are taken.
    ///   - mostBytes: What the saved state may take at any time.
    /// - Returns: One sentence for each promise that is broken; empty for a good detector.
    /// - Throws: What the detector throws where it must not.
    package static func violations<Detector: DriftDetector>(
        _ fresh: Detector, mostAlarms: Int = 2, mostDelay: Int = 200, takesAnyNumber: Bool = false,
        mostBytes: Int = 4_000
    ) throws -> [String] {
        var found = try alarms(fresh, mostAlarms)
        found += try constants(fresh, takesAnyNumber)
        found += try jump(fresh, mostDelay)
        found += try beliefs(fresh)
        found += try repeatability(fresh)
        found += try refusals(fresh, takesAnyNumber)
        found += try continuation(of: fresh, "a new one")
        found += try saving(fresh)
        found += try growth(fresh, takesAnyNumber, mostBytes)
        return found
    }

    /// Errors of a steady rate, seeded.
    package static func errors(_ count: Int, rate: Double, seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in generator.unitInterval() < rate ? 1 : 0 }
    }

    private static func alarms<Detector: DriftDetector>(_ fresh: Detector, _ most: Int) throws -> [String] {
        var found: [String] = []
        if fresh.width != 0 || fresh.mean != nil || fresh.change != nil { found.append("a new one has seen something") }
        var steady = fresh
        let raised = try errors(10_000, rate: 0.2, seed: 31).count { try steady.update($0) == .drift }
        if raised > most { found.append("raises \(raised) times on a steady stream, more than \(most)") }
        return found
    }

    private static func constants<Detector: DriftDetector>(
        _ fresh: Detector, _ takesAnyNumber: Bool
    ) throws -> [String] {
        try ([0, 0.5, 1] + (takesAnyNumber ? [-7, 3.7e6] : [])).filter { value in
            var detector = fresh
            return try (0..<2_000).contains { _ in try detector.update(value) == .drift }
        }.map { "raises on a stream of \($0) alone" }
    }

    private static func jump<Detector: DriftDetector>(_ fresh: Detector, _ mostDelay: Int) throws -> [String] {
        var detector = fresh
        for value in errors(2_000, rate: 0.1, seed: 32) { _ = try detector.update(value) }
        var delay = 0
        for value in errors(mostDelay + 1, rate: 0.5, seed: 33) {
            delay += 1
            if try detector.update(value) == .drift { break }
        }
        if delay > mostDelay { return ["does not find a jump of the rate within \(mostDelay) values"] }
        guard let change = detector.change else { return ["finds a jump and cannot say which change it saw"] }
        return change.after > change.before ? [] : ["takes a rise for \(change.before) → \(change.after)"]
    }
}
