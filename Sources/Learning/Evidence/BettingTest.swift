/// Whether the mean of bounded values is above a number: a bet, value after value, that it is.
///
///     var harm = BettingTest(above: 0)
///     harm.add(candidateLoss - championLoss)
///     harm.process.rejects(at: 0.05)
///
/// Twelve gamblers bet shares of 0.01 to 0.9 of what they have on each value; their mean wealth is the evidence. Whatever
/// the values' distribution, if their conditional mean is never above the number, the chance that the wealth ever reaches
/// 1 ÷ α is at most α. The gambler whose share suits the values makes it grow about as fast as any test can, which bounds
/// that must hold for every mean do not.
///
/// Source: Waudby-Smith, Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86(1), 2024, with a
/// mixture over fixed bets in place of a predictable one.
package struct BettingTest: Hashable, Saved {
    package static let savedName = "betting-test"
    package static let savedVersion = 1

    private static let shares: [Double] = [
        0.01, 0.02, 0.03, 0.045, 0.07, 0.1, 0.15, 0.22, 0.33, 0.5, 0.7, 0.9,
    ]
    /// Above it all wealth is counted in units of it, so that it never overflows.
    private static let unit = 1e100

    private let number: Double
    private var wealths = Array(repeating: 1 / Double(shares.count), count: shares.count)
    private var logUnits = 0.0
    package private(set) var count = 0
    /// Against "the mean is at most the number".
    package private(set) var process = EProcess()

    /// - Parameter number: What the mean is tested against, above −1 and below 1.
    /// - Precondition: It is.
    package init(above number: Double) {
        precondition(abs(number) < 1, "BettingTest(above: \(number))")
        self.number = number
    }

    /// Counts one value in, from −1 to 1; another is taken as the nearest.
    ///
    /// - Complexity: O(1)
    package mutating func add(_ value: Double) {
        count += 1
        // The most that can be lost is then the whole stake, whatever the number is.
        let surplus = (min(max(value, -1), 1) - number) / (1 + abs(number))
        guard surplus != 0 else { return }
        var total = 0.0
        for index in wealths.indices {
            wealths[index] *= 1 + Self.shares[index] * surplus
            total += wealths[index]
        }
        if total > Self.unit {
            for index in wealths.indices { wealths[index] /= Self.unit }
            total /= Self.unit
            logUnits += Elementary.log(Self.unit)
        }
        process.move(to: EValue(computedLogarithm: logUnits + Elementary.log(total)))
    }

    /// Whether what it has now is 1 ÷ `alpha` or more; what was proven once may not hold any more.
    package func isProven(at alpha: Double) -> Bool { process.logValue >= -Elementary.log(alpha) }

    /// About how many more such values make it reject at `alpha` by what it then has; 0 where it does now.
    ///
    /// Nil where the wealth does not grow, before the twentieth value, or where more than a million would be needed.
    package func valuesNeeded(at alpha: Double) -> Int? {
        let missing = -Elementary.log(alpha) - process.logValue
        guard missing > 0 else { return 0 }
        // The best gambler began with a twelfth.
        let gained = process.logValue + Elementary.log(Double(Self.shares.count))
        guard count >= 20, process.logValue > 0, gained > 0 else { return nil }
        let needed = missing * Double(count) / gained
        return needed < 1_000_000 ? Int(needed.rounded(.up)) : nil
    }
}
