import Domain

/// Runs a sequential method many times, looked at after every value, and counts how often something ever happened.
enum PeekingSimulation {
    /// Of the runs, how many of which `happens` said yes at some look; each run has its own seed.
    static func count(
        runs: Int, peeks: Int, seed: UInt64 = 17,
        run: () throws -> (inout SeededGenerator) throws -> Bool
    ) throws -> Int {
        var count = 0
        for index in 0..<runs {
            var generator = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(index))
            let happens = try run()
            for _ in 0..<peeks where try happens(&generator) {
                count += 1
                break
            }
        }
        return count
    }

    /// The greatest count that a chance of `alpha` gives, three standard deviations above its mean.
    static func limit(runs: Int, alpha: Double) -> Int {
        let mean = Double(runs) * alpha
        return Int(mean + 3 * (mean * (1 - alpha)).squareRoot())
    }
}
