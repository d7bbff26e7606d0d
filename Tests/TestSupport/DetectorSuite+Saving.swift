import Domain
import Learning

extension DetectorSuite {
    /// What is written goes on exactly where it was, in the middle of a run and just after a change; what was damaged is
    /// refused.
    static func saving<Detector: DriftDetector>(_ fresh: Detector) throws -> [String] {
        var detector = fresh
        for value in errors(3_000, rate: 0.2, seed: 35) { _ = try detector.update(value) }
        var found = try continuation(of: detector, "one")
        for value in errors(1_000, rate: 0.7, seed: 41) where try detector.update(value) == .drift { break }
        found += try continuation(of: detector, "one that has just raised")
        found += SavedBytesSuite.violations(Detector.self, try SavedState.encode(detector))
        return found
    }

    static func continuation<Detector: DriftDetector>(of detector: Detector, _ name: String) throws -> [String] {
        let bytes = try SavedState.encode(detector)
        var read = try SavedState.decode(Detector.self, from: bytes)
        var original = detector
        var found: [String] = []
        if read != original { found.append("\(name) read back is another") }
        if try SavedState.encode(read) != bytes { found.append("\(name) read back has other bytes") }
        for value in errors(500, rate: 0.4, seed: 36) where try original.update(value) != read.update(value) {
            found.append("\(name) read back gives other signals")
            break
        }
        if original != read { found.append("\(name) read back goes on to another state") }
        return found
    }

    /// The saved state has a bound, however many digits the values have.
    static func growth<Detector: DriftDetector>(
        _ fresh: Detector, _ takesAnyNumber: Bool, _ mostBytes: Int
    ) throws -> [String] {
        var detector = fresh
        var generator = SeededGenerator(seed: 42)
        for index in 1...20_000 {
            let share = generator.unitInterval() * (index / 5_000 % 2 == 0 ? 0.5 : 1)
            _ = try detector.update(takesAnyNumber ? 1_000 * share - 300 : share)
            guard index.isMultiple(of: 1_000) else { continue }
            let bytes = try SavedState.encode(detector).count
            if bytes > mostBytes { return ["takes \(bytes) bytes after \(index) values, more than \(mostBytes)"] }
        }
        return []
    }
}
