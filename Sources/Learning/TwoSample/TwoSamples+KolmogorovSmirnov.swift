extension TwoSamples {
    /// Where the p-value of Kolmogorov and Smirnov's test comes from.
    package enum KolmogorovMethod: Hashable, Codable, Sendable {
        /// The exact one for up to 10,000 values a sample, else the asymptotic one.
        case automatic
        /// By counting: exact without ties, cautious with them.
        case exact
        /// From the one-sample distribution for nm ÷ (n + m) values.
        case asymptotic
    }

    /// Kolmogorov and Smirnov's test: the greatest distance between the two empirical distributions, in [0, 1].
    ///
    /// Sees any kind of difference, those in the middle best. Defined for constant samples too.
    ///
    /// Source: Smirnov, 1939; Hodges, "The Significance Probability of the Smirnov Two-Sample Test", Arkiv för Matematik
    /// 3(43), 1958.
    ///
    /// - Complexity: exact O(n·m·D), for samples of one size O(n); asymptotic O(n + m)
    package func kolmogorovSmirnov(_ method: KolmogorovMethod = .automatic) -> TestResult {
        let gap = greatestGap()
        let product = Double(reference.count) * Double(current.count)
        let distance = Double(gap) / product
        let isExact = method == .exact || (method == .automatic && max(reference.count, current.count) <= 10_000)
        if isExact { return TestResult(statistic: distance, pValue: shareOutside(gap: gap)) }
        let size = max(1, Int((product / Double(count)).rounded(.toNearestOrEven)))
        return TestResult(
            statistic: distance, pValue: KolmogorovDistribution.tail(count: size, distance: distance))
    }

    /// The greatest distance times n·m, a whole number.
    private func greatestGap() -> Int {
        var (gap, greatest) = (0, 0)
        for step in steps {
            gap += step.reference * current.count - step.current * reference.count
            greatest = max(greatest, abs(gap))
        }
        return greatest
    }

    /// The share of all orders of the pooled values whose greatest gap is at least `gap`.
    ///
    /// A path to (i, j) comes from (i − 1, j) in i of i + j cases. Only cells within the gap are visited; all terms are
    /// positive, so small shares lose no digits.
    private func shareOutside(gap: Int) -> Double {
        if gap == 0 { return 1 }
        if reference.count == current.count { return shareOutsideSquare(steps: gap / reference.count) }
        let (rows, columns) = (reference.count, current.count)
        var outside = [Double](repeating: 1, count: columns + 1)
        for row in 0...rows {
            let start = row * columns - gap
            let first = start < 0 ? 0 : start / rows + 1
            let last = min(columns, (row * columns + gap - 1) / rows)
            if first > 0 { outside[first - 1] = 1 }
            guard first <= last else { continue }
            for column in first...last {
                guard row + column > 0 else {
                    outside[0] = 0
                    continue
                }
                let above = Double(row) * outside[column]
                let before = column > 0 ? Double(column) * outside[column - 1] : 0
                outside[column] = (above + before) / Double(row + column)
            }
        }
        return min(1, outside[columns])
    }

    /// The same share for samples of one size, of the paths that get `steps` away from the diagonal.
    ///
    /// By reflection it is 2(C(2n, n − h) − C(2n, n − 2h) + …) ÷ C(2n, n); the quotient of neighbours is taken out of each
    /// term, from the last one on, so that nothing overflows.
    private func shareOutsideSquare(steps: Int) -> Double {
        let size = reference.count
        var share = 0.0
        for start in stride(from: size / steps * steps, through: 0, by: -steps) {
            let quotient = (start..<start + steps).reduce(1.0) { product, step in
                product * Double(size - step) / Double(size + step + 1)
            }
            share = quotient * (1 - share)
        }
        return min(1, 2 * share)
    }
}
