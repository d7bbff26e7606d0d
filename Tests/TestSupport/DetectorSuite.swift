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
    /// - Returns: One sentence for each promise that is broken; empty for a good detector.
    /// - Throws: What the detector throws where it must not.
    package static func violations<Detector: DriftDetector>(
        _ fresh: Detector, mostAlarms: Int = 2, mostDelay: Int = 200, takesAnyNumber: Bool = false
    ) throws -> [String] {
        var found = try alarms(fresh, mostAlarms)
        found += try jump(fresh, mostDelay)
        found += try refusals(fresh, takesAnyNumber)
        found += try saving(fresh)
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
        var (steady, constant) = (fresh, fresh)
        let raised = try errors(10_000, rate: 0.2, seed: 31).count { try steady.update($0) == .drift }
        if raised > most { found.append("raises \(raised) times on a steady stream, more than \(most)") }
        for value in [0.0, 1] {
            constant = fresh
            for _ in 0..<2_000 where try constant.update(value) == .drift {
                found.append("raises on a stream of \(value) alone")
                break
            }
        }
        return found
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

    private static func refusals<Detector: DriftDetector>(
        _ fresh: Detector, _ takesAnyNumber: Bool
    ) throws -> [String] {
        var detector = fresh
        for value in errors(300, rate: 0.2, seed: 34) { _ = try detector.update(value) }
        let before = detector
        var found: [String] = []
        for value in [Double.nan, .infinity, -.infinity] + (takesAnyNumber ? [] : [-0.5, 2]) {
            do {
                _ = try detector.update(value)
                found.append("takes \(value)")
            } catch {
                if detector != before { found.append("is changed by \(value), which it refuses") }
            }
        }
        return found
    }

    private static func saving<Detector: DriftDetector>(_ fresh: Detector) throws -> [String] {
        var found: [String] = []
        var detector = fresh
        for value in errors(5_000, rate: 0.2, seed: 35) { _ = try detector.update(value) }
        let kept = detector
        let bytes = try SavedState.encode(detector)
        var read = try SavedState.decode(Detector.self, from: bytes)
        for value in errors(500, rate: 0.4, seed: 36) where try detector.update(value) != read.update(value) {
            found.append("read back it gives other signals")
            break
        }
        if detector != read { found.append("read back it goes on to another state") }
        if kept == detector { found.append("learning changes nothing, or a copy learns with the original") }
        if bytes.count > 100_000 { found.append("takes \(bytes.count) bytes") }
        for damaged in [Array(bytes.dropLast()), flipped(bytes)] {
            do {
                _ = try SavedState.decode(Detector.self, from: damaged)
                found.append("takes damaged bytes")
            } catch {}
        }
        return found
    }

    private static func flipped(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes[bytes.count / 2] ^= 1
        return bytes
    }
}
