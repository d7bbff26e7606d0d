/// Whether a candidate does harm: a bet, pair after pair, that its losses are the greater ones on average.
///
///     var test = PairedHarmTest()
///     test.add(candidateLoss - championLoss)
///     test.process.rejects(at: 0.05)
///
/// Twelve gamblers bet shares of 0.01 to 0.9 of what they have on each difference; their mean wealth is the evidence.
/// Whatever the losses' distribution, if the candidate's conditional mean loss is never the greater one, the chance that the
/// wealth ever reaches 1 ÷ α is at most α. The gambler whose share suits the differences makes it grow about as fast as any
/// test can, which bounds that must hold for every mean do not.
///
/// Source: Waudby-Smith, Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86(1), 2024, with a
/// mixture over fixed bets in place of a predictable one.
package struct PairedHarmTest: Hashable, Saved {
    package static let savedName = "paired-harm-test"
    package static let savedVersion = 1

    private static let shares: [Double] = [
        0.01, 0.02, 0.03, 0.045, 0.07, 0.1, 0.15, 0.22, 0.33, 0.5, 0.7, 0.9,
    ]
    /// Above it all wealth is counted in units of it, so that it never overflows.
    private static let unit = 1e100

    private var wealths = Array(repeating: 1 / Double(shares.count), count: shares.count)
    private var logUnits = 0.0
    /// Against "the candidate's mean loss is at most the champion's".
    package private(set) var process = EProcess()

    package init() {}

    /// Counts one pair in: the candidate's loss minus the champion's, each from 0 to 1; others are taken as the nearest.
    ///
    /// - Complexity: O(1)
    package mutating func add(_ difference: Double) {
        let difference = min(max(difference, -1), 1)
        guard difference != 0 else { return }
        var total = 0.0
        for index in wealths.indices {
            wealths[index] *= 1 + Self.shares[index] * difference
            total += wealths[index]
        }
        if total > Self.unit {
            for index in wealths.indices { wealths[index] /= Self.unit }
            total /= Self.unit
            logUnits += Elementary.log(Self.unit)
        }
        process.move(to: EValue(computedLogarithm: logUnits + Elementary.log(total)))
    }
}
