import Domain
import Learning

extension DetectorSuite {
    /// What it says of the stream is possible.
    static func beliefs<Detector: DriftDetector>(_ fresh: Detector) throws -> [String] {
        var detector = fresh
        for (index, value) in (errors(1_000, rate: 0.1, seed: 37) + errors(1_000, rate: 0.6, seed: 38)).enumerated() {
            _ = try detector.update(value)
            if !(0...index + 1).contains(detector.width) {
                return ["believes in \(detector.width) values after \(index + 1)"]
            }
            guard let mean = detector.mean else {
                if detector.width > 0 { return ["believes in \(detector.width) values and has no mean"] }
                continue
            }
            // Sums of 0 and 1 may round beyond them.
            if !(-1e-9...1 + 1e-9).contains(mean) { return ["has a mean of \(mean) where all values are 0 or 1"] }
        }
        return []
    }

    /// The same values give the same signals and the same state, and a copy goes its own way.
    static func repeatability<Detector: DriftDetector>(_ fresh: Detector) throws -> [String] {
        let values = errors(1_000, rate: 0.2, seed: 39) + errors(500, rate: 0.6, seed: 40)
        var (first, second) = (fresh, fresh)
        let signals = try values.map { try first.update($0) }
        var found: [String] = []
        if try values.map({ try second.update($0) }) != signals { found.append("the same values give other signals") }
        if first != second { found.append("the same values give another state") }
        for value in values.prefix(100) { _ = try second.update(value) }
        if first == second { found.append("learning changes nothing, or a copy learns with the original") }
        return found
    }

    /// Each bad value is refused by its own error, and the detector is as before.
    static func refusals<Detector: DriftDetector>(_ fresh: Detector, _ takesAnyNumber: Bool) throws -> [String] {
        var trained = fresh
        for value in errors(300, rate: 0.2, seed: 34) { _ = try trained.update(value) }
        var bad: [DetectorError] = [.notFinite(.nan), .notFinite(.infinity), .notFinite(-.infinity)]
        bad +=
            takesAnyNumber
            ? [.tooLarge(1e101), .tooLarge(-1e300)] : [.outOfRange(-0.5), .outOfRange(1.000001), .outOfRange(2)]
        return [fresh, trained].flatMap { detector in bad.flatMap { refusal(detector, $0) } }
    }

    /// Errors are compared by their text, as a NaN in one equals nothing.
    private static func refusal<Detector: DriftDetector>(_ detector: Detector, _ expected: DetectorError) -> [String] {
        let value =
            switch expected {
            case .notFinite(let value), .outOfRange(let value), .tooLarge(let value): value
            }
        var tried = detector
        do throws(DetectorError) {
            _ = try tried.update(value)
            return ["takes \(value)"]
        } catch {
            var found: [String] = []
            if "\(error)" != "\(expected)" { found.append("says “\(error)” and not “\(expected)”") }
            if tried != detector { found.append("is changed by \(value), which it refuses") }
            return found
        }
    }
}
