/// Looks for the best split of a leaf by information gain.
///
/// A number is cut at evenly spaced points between its least and greatest value; how much of a class lies below is read
/// from the class's normal distribution. A category is parted from all others.
///
/// Source: Domingos, Hulten, "Mining High-Speed Data Streams", KDD 2000; Pfahringer, Holmes, Kirkby, "Handling Numeric
/// Attributes in Hoeffding Trees", PAKDD 2008.
struct SplitSearch {
    let table: ClassLeafTable
    let slot: Int32
    let settings: HoeffdingSettings

    /// The best split of each watched feature that gains anything, best first.
    ///
    /// - Complexity: O(features × cuts × classes)
    func candidates() -> [SplitCandidate] {
        let before = table.weights(slot)
        let entropy = Self.entropy(before)
        var found: [SplitCandidate] = []
        for index in 0..<table.width {
            let feature = Int(table.watched[Int(slot) * table.width + index])
            let best =
                table.layout.kinds[feature] == .number
                ? bestCut(index, feature, entropy) : bestCategory(index, feature, before, entropy)
            if let best { found.append(best) }
        }
        return found.sorted { $0.merit == $1.merit ? $0.feature < $1.feature : $0.merit > $1.merit }
    }

    private func bestCut(_ index: Int, _ feature: Int, _ entropy: Double) -> SplitCandidate? {
        let width = table.width
        let classes = table.classes
        let slab = table.slab.values
        let start = Int(slot) * table.stride + ClassLeafTable.header + 1 + index
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for label in 0..<classes {
            let place = start + label * table.block
            least = min(least, slab[place + 3 * width])
            greatest = max(greatest, slab[place + 4 * width])
        }
        guard least < greatest else { return nil }
        var best: SplitCandidate?
        var left = Array(repeating: 0.0, count: classes)
        var right = left
        for cut in 1...settings.cutPoints {
            let threshold = least + (greatest - least) * Double(cut) / Double(settings.cutPoints + 1)
            for label in 0..<classes {
                let place = start + label * table.block
                let count = slab[place]
                let below =
                    threshold < slab[place + 3 * width] || count == 0
                    ? 0
                    : threshold >= slab[place + 4 * width]
                        ? count
                        : count
                            * NormalShare.below(
                                threshold, mean: slab[place + width],
                                variance: count > 1 ? slab[place + 2 * width] / (count - 1) : 0)
                left[label] = below
                right[label] = count - below
            }
            guard let merit = merit(left, right, entropy), merit > (best?.merit ?? 0) else { continue }
            best = SplitCandidate(
                test: .atMost, feature: feature, threshold: threshold, merit: merit, left: left, right: right)
        }
        return best
    }

    private func bestCategory(
        _ index: Int, _ feature: Int, _ before: [Double], _ entropy: Double
    ) -> SplitCandidate? {
        let counts = table.categories[Int(slot)][index]
        var best: SplitCandidate?
        for (code, weights) in zip(counts.codes, counts.weights) {
            let left = (0..<before.count).map { $0 < weights.count ? weights[$0] : 0 }
            let right = zip(before, left).map { max(0, $0 - $1) }
            guard let merit = merit(left, right, entropy), merit > (best?.merit ?? 0) else { continue }
            best = SplitCandidate(
                test: .equals, feature: feature, threshold: Double(code), merit: merit, left: left, right: right)
        }
        return best
    }

    /// Bits that knowing the side would save; nil where a side is nearly empty.
    private func merit(_ left: [Double], _ right: [Double], _ entropy: Double) -> Double? {
        let (leftWeight, rightWeight) = (left.reduce(0, +), right.reduce(0, +))
        let whole = leftWeight + rightWeight
        guard min(leftWeight, rightWeight) > settings.leastBranchShare * whole else { return nil }
        let after = (leftWeight * Self.entropy(left) + rightWeight * Self.entropy(right)) / whole
        return entropy - after
    }

    /// In bits; 0 for no weight.
    static func entropy(_ weights: [Double]) -> Double {
        var sum = 0.0
        var products = 0.0
        for weight in weights where weight > 0 {
            sum += weight
            products += weight * Elementary.log(weight)
        }
        guard sum > 0 else { return 0 }
        return (Elementary.log(sum) - products / sum) * 1.4426950408889634
    }
}
