extension ParzenMixture {
    /// The logarithm of the density at each of some points.
    ///
    /// - Complexity: O(points × kernels × parameters)
    func logDensities(at points: [[Double]]) -> [Double] {
        var terms = [Double](repeating: 0, count: offsets.count)
        return points.map { point in
            terms.withUnsafeMutableBufferPointer { logDensity(at: point, terms: $0) }
        }
    }

    private func logDensity(at codes: [Double], terms: UnsafeMutableBufferPointer<Double>) -> Double {
        for index in 0..<terms.count { terms[index] = offsets[index] }
        for part in parts {
            switch part {
            case .number(let place, let middles, let width):
                let (code, factor) = (codes[place], -0.5 / (width * width))
                middles.withUnsafeBufferPointer { middles in
                    for index in 0..<terms.count {
                        let distance = middles[index] - code
                        terms[index] += factor * distance * distance
                    }
                }
            case .choice(let place, let count, let choices, let loyalty):
                let other = (1 - loyalty) / Double(count)
                let (ownLog, otherLog) = (Elementary.log(loyalty + other), Elementary.log(other))
                let choice = Int(codes[place])
                choices.withUnsafeBufferPointer { choices in
                    for index in 0..<terms.count { terms[index] += choices[index] == choice ? ownLog : otherLog }
                }
            }
        }
        return Self.logSum(UnsafeBufferPointer(terms), and: evenOffset)
    }

    /// The logarithm of the sum of exponentials; those below e⁻¹⁶ of the greatest do not count.
    private static func logSum(_ terms: UnsafeBufferPointer<Double>, and first: Double) -> Double {
        var greatest = first
        for term in terms where term > greatest { greatest = term }
        var sum = Elementary.exp(first - greatest)
        for term in terms where term > greatest - 16 { sum += Elementary.exp(term - greatest) }
        return greatest + Elementary.log(sum)
    }
}
