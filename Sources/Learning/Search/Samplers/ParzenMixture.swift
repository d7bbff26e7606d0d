import Domain

/// A density over parameters that apply together: a kernel at each of some points, and an even one.
///
/// A kernel is the product of one normal density a number, cut off at the ends of [0, 1], and one share a choice.
struct ParzenMixture {
    /// One parameter of the group.
    private enum Part {
        /// Of a number: the kernels' middles and their common width.
        case number(place: Int, middles: [Double], width: Double)
        /// Of a category: the kernels' choices; logarithms of a kernel's density on its own choice and on another.
        case choice(place: Int, count: Int, choices: [Int], own: Double, other: Double, loyalty: Double)
    }

    private let parts: [Part]
    /// Running sums of the kernels' weights, the even one's last.
    private let shares: [Double]
    /// Logarithms of weight over normalisation, a kernel each.
    private let offsets: [Double]
    private let evenOffset: Double

    /// - Parameters:
    ///   - rows: Codes of the points.
    ///   - weights: Of the points, above 0.
    ///   - places: The group's places.
    ///   - space: Where the points lie.
    ///   - evenWeight: Of the even kernel, above 0.
    ///   - rule: How wide kernels are.
    init(
        rows: [[Double]], weights: [Double], places: [Int], space: ParameterSpace, evenWeight: Double,
        rule: KernelWidth
    ) {
        let total = weights.reduce(evenWeight, +)
        var normal = weights
        var peak = 1.0
        var parts: [Part] = []
        for place in places {
            if let count = space.scales[place].choiceCount {
                parts.append(Self.choices(rows.map { Int($0[place]) }, at: place, of: count, evenWeight: evenWeight))
                continue
            }
            let middles = rows.map { $0[place] }
            let width = rule.width(middles, weights: weights, dimensions: places.count, scale: space.scales[place])
            peak *= width * 2.5066282746310002
            for (index, middle) in middles.enumerated() where min(middle, 1 - middle) < 4 * width {
                normal[index] /= NormalTable.below((1 - middle) / width) - NormalTable.below(-middle / width)
            }
            parts.append(.number(place: place, middles: middles, width: width))
        }
        self.parts = parts
        let logPeak = Elementary.log(peak * total)
        offsets = normal.map { Elementary.log($0) - logPeak }
        var even = evenWeight
        for place in places { if let count = space.scales[place].choiceCount { even /= Double(count) } }
        evenOffset = Elementary.log(even / total)
        var sum = 0.0
        shares = (weights + [evenWeight]).map { weight in
            sum += weight / total
            return sum
        }
    }

    private static func choices(_ choices: [Int], at place: Int, of count: Int, evenWeight: Double) -> Part {
        let spread = evenWeight / (Double(choices.count) + evenWeight)
        let other = spread / Double(count)
        let own = 1 - spread + other
        return .choice(
            place: place, count: count, choices: choices, own: Elementary.log(own), other: Elementary.log(other),
            loyalty: 1 - spread)
    }

    /// Draws from the mixture into `codes`.
    func draw(into codes: inout [Double], using generator: inout SeededGenerator) {
        let share = generator.unitInterval()
        let kernel = shares.firstIndex { share < $0 } ?? shares.count - 1
        let isEven = kernel == shares.count - 1
        for part in parts {
            switch part {
            case .number(let place, let middles, let width):
                codes[place] =
                    isEven ? generator.unitInterval() : Self.inside(middles[kernel], width, using: &generator)
            case .choice(let place, let count, let choices, _, _, let loyalty):
                let another = Double(generator.index(below: count))
                codes[place] = !isEven && generator.unitInterval() < loyalty ? Double(choices[kernel]) : another
            }
        }
    }

    private static func inside(_ middle: Double, _ width: Double, using generator: inout SeededGenerator) -> Double {
        for _ in 0..<20 {
            let number = middle + width * NormalTable.draw(using: &generator)
            if number >= 0, number <= 1 { return number }
        }
        return middle
    }

    /// The logarithm of the density at each of some points.
    func logDensities(at points: [[Double]]) -> [Double] {
        var terms = [Double](repeating: 0, count: offsets.count)
        return points.map { logDensity(at: $0, terms: &terms) }
    }

    private func logDensity(at codes: [Double], terms: inout [Double]) -> Double {
        let count = offsets.count
        return terms.withUnsafeMutableBufferPointer { terms in
            for index in 0..<count { terms[index] = offsets[index] }
            for part in parts {
                switch part {
                case .number(let place, let middles, let width):
                    let (code, factor) = (codes[place], -0.5 / (width * width))
                    middles.withUnsafeBufferPointer { middles in
                        for index in 0..<count {
                            let distance = middles[index] - code
                            terms[index] += factor * distance * distance
                        }
                    }
                case .choice(let place, _, let choices, let own, let other, _):
                    let choice = Int(codes[place])
                    choices.withUnsafeBufferPointer { choices in
                        for index in 0..<count { terms[index] += choices[index] == choice ? own : other }
                    }
                }
            }
            return Self.logSum(UnsafeBufferPointer(terms), and: evenOffset)
        }
    }

    /// The logarithm of the sum of exponentials; those below e⁻³⁰ of the greatest do not count.
    private static func logSum(_ terms: UnsafeBufferPointer<Double>, and first: Double) -> Double {
        var greatest = first
        for term in terms where term > greatest { greatest = term }
        var sum = Elementary.exp(first - greatest)
        for term in terms where term > greatest - 30 { sum += Elementary.exp(term - greatest) }
        return greatest + Elementary.log(sum)
    }
}
