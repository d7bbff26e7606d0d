/// A density over parameters that apply together: a kernel at each of some points, and an even one.
///
/// A kernel is the product of one normal density a number, cut off at the ends of [0, 1], and one share a choice.
struct ParzenMixture: Sendable {
    /// One parameter of the group.
    enum Part: Sendable {
        /// Of a number: the kernels' middles and their common width.
        case number(place: Int, middles: [Double], width: Double)
        /// Of a category: the kernels' choices, and how often a kernel draws its own rather than any.
        case choice(place: Int, count: Int, choices: [Int], loyalty: Double)
    }

    /// Weight of the even kernel for a category alone.
    private static let evenChoices = 0.2

    let parts: [Part]
    /// Running sums of the kernels' weights, the even one's last.
    let shares: [Double]
    /// Logarithms of weight over normalisation, a kernel each.
    let offsets: [Double]
    /// The logarithm of the even kernel's weighted density.
    let evenOffset: Double

    /// Puts a kernel at each point.
    ///
    /// - Parameters:
    ///   - rows: Codes of the points.
    ///   - weights: Of the points, above 0.
    ///   - places: Places of the group's parameters, which apply at all the points.
    ///   - space: Where the points lie.
    ///   - evenWeight: Of the even kernel, above 0.
    ///   - rule: How wide kernels are.
    init(
        rows: [[Double]], weights: [Double], places: [Int], space: ParameterSpace, evenWeight: Double,
        rule: KernelWidth
    ) {
        let total = weights.reduce(evenWeight, +)
        var kernelWeights = weights
        var logPeak = Elementary.log(total)
        var even = evenWeight / total
        parts = places.map { place in
            let (scale, codes) = (space.scales[place], rows.map { $0[place] })
            if let count = scale.choiceCount {
                even /= Double(count)
                return Self.choices(codes.map { Int($0) }, at: place, of: count)
            }
            let width = rule.width(codes, weights: weights, dimensions: places.count, scale: scale)
            logPeak += Elementary.log(width * 2.5066282746310002)
            for index in codes.indices { kernelWeights[index] /= Self.shareInside(codes[index], width) }
            return .number(place: place, middles: codes, width: width)
        }
        offsets = kernelWeights.map { Elementary.log($0) - logPeak }
        evenOffset = Elementary.log(even)
        var sum = 0.0
        shares = (weights + [evenWeight]).map { weight in
            sum += weight / total
            return sum
        }
    }

    /// The share of a kernel that lies in [0, 1].
    private static func shareInside(_ middle: Double, _ width: Double) -> Double {
        let (near, far) = (min(middle, 1 - middle), max(middle, 1 - middle))
        if near > 3 * width { return 1 }
        return NormalTable.below(near / width) - (far > 3 * width ? 0 : 1 - NormalTable.below(far / width))
    }

    private static func choices(_ choices: [Int], at place: Int, of count: Int) -> Part {
        let spread = evenChoices / (Double(choices.count) + evenChoices)
        return .choice(place: place, count: count, choices: choices, loyalty: 1 - spread)
    }
}
