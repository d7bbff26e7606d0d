package import Domain

/// What a refit makes of an answer.
extension Recalibration {
    private static let least = 1e-12

    /// The refitted shares, adding up to 1; the same where a refit leaves nothing of all of them.
    ///
    /// - Complexity: O(classes · log knots)
    package func applied(to shares: [Double]) -> [Double] {
        switch self {
        case .temperature(let temperature):
            let logarithms = shares.map { Elementary.log(max($0, Self.least)) / temperature }
            let greatest = logarithms.reduce(-.infinity, max)
            return Self.normal(logarithms.map { Elementary.exp($0 - greatest) }) ?? shares
        case .sigmoids(let lines):
            return Self.oneByOne(shares, lines) { line, share in
                Elementary.sigmoid(-(line.slope * Self.logOdds(share) + line.intercept))
            }
        case .curves(let curves):
            return Self.oneByOne(shares, curves) { curve, share in
                IsotonicRegression(knots: curve.knots, values: curve.values).value(at: share)
            }
        }
    }

    static func logOdds(_ share: Double) -> Double {
        Elementary.log(max(share, least)) - Elementary.log(max(1 - share, least))
    }

    private static func oneByOne<Line>(
        _ shares: [Double], _ lines: [Line], _ refit: (Line, Double) -> Double
    ) -> [Double] {
        if shares.count == 2, let line = lines.last {
            let second = min(1, max(0, refit(line, shares[1])))
            return [1 - second, second]
        }
        guard lines.count == shares.count else { return shares }
        return normal(zip(lines, shares).map { max(0, refit($0, $1)) }) ?? shares
    }

    private static func normal(_ amounts: [Double]) -> [Double]? {
        let sum = amounts.reduce(0, +)
        return sum > 0 && sum.isFinite ? amounts.map { $0 / sum } : nil
    }
}
