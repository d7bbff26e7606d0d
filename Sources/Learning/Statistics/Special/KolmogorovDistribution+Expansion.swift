extension KolmogorovDistribution {
    /// P(D ≤ d) by four terms of the expansion in 1 ÷ √n, each a sum over theta functions.
    ///
    /// Source: Pelz, Good, "Approximating the Lower Tail-areas of the Kolmogorov–Smirnov One-sample Statistic", Journal of
    /// the Royal Statistical Society B 38(2), 1976.
    static func expansion(count: Double, distance: Double) -> Double {
        let root = count.squareRoot()
        let z = root * distance
        let z2 = z * z
        let (z4, z6) = (z2 * z2, z2 * z2 * z2)
        let pi2 = Double.pi * Double.pi
        var odd = (0.0, 0.0, 0.0, 0.0)
        var whole = (0.0, 0.0)
        for index in 1...Int((16 * z / Double.pi).rounded(.up)) {
            let oddSquare = Double((2 * index - 1) * (2 * index - 1)) * pi2 / 4
            let weight = Elementary.exp(-oddSquare / (2 * z2))
            odd.0 += weight
            odd.1 += weight * (oddSquare - z2)
            odd.2 += weight * secondTerm(oddSquare, z2)
            odd.3 += weight * thirdTerm(oddSquare, z2)
            let wholeSquare = Double(index * index) * pi2
            let wholeWeight = Elementary.exp(-wholeSquare / (2 * z2)) * wholeSquare
            whole.0 += wholeWeight
            whole.1 += wholeWeight * (3 * z2 - wholeSquare)
        }
        let first = odd.0 / z + odd.1 / (6 * z4 * root)
        let second = (odd.2 / (72 * z6 * z) - whole.0 / (36 * z2 * z)) / count
        let third = (odd.3 / (6480 * z6 * z4) + whole.1 / (216 * z6)) / (count * root)
        return (2 * Double.pi).squareRoot() * (first + second + third)
    }

    /// The polynomial of the term in 1 ÷ n, in s = ((2k − 1)π ÷ 2)².
    private static func secondTerm(_ s: Double, _ z2: Double) -> Double {
        z2 * z2 * (6 * z2 + 2) + s * (z2 * (2 * z2 - 5) + s * (1 - 2 * z2))
    }

    /// The polynomial of the term in n to the power −3 ÷ 2.
    private static func thirdTerm(_ s: Double, _ z2: Double) -> Double {
        let (constant, linear) = (-z2 * z2 * z2 * (30 + 90 * z2), z2 * z2 * (135 - 96 * z2))
        return constant + s * (linear + s * (z2 * (212 * z2 - 60) + s * (5 - 30 * z2)))
    }
}
