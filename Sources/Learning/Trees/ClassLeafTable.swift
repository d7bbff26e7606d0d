/// What the leaves of a classification tree have seen: one slot a leaf in one flat array.
///
/// A slot is a header of four numbers, then a block a class: the class's weight, then for the watched features in turn
/// all counts, means, sums of squares, least and greatest values. One array means one allocation to copy and to save, and
/// memory that is walked in order.
struct ClassLeafTable: Hashable, Codable, Sendable {
    static let header = 4
    private static let majorityRight = 0
    private static let bayesRight = 1
    private static let lastAttempt = 2

    let layout: FeatureLayout
    /// Features that a leaf watches.
    let width: Int
    private(set) var classes: Int
    private(set) var slab = PackedArray()
    /// `slots × width`: which features a leaf watches.
    private(set) var watched: [Int32] = []
    /// By slot, one table a watched feature; empty where the layout has numbers only.
    private(set) var categories: [[LeafCategoryCounts]] = []
    private var free: [Int32] = []

    init(layout: FeatureLayout, width: Int, classes: Int) {
        self.layout = layout
        self.width = width
        self.classes = max(classes, 2)
    }

    var block: Int { 1 + 5 * width }
    var stride: Int { Self.header + classes * block }
    var slots: Int { slab.values.count / stride }
    var used: Int { slots - free.count }
    var bytes: Int { slab.values.count * 8 }

    /// A fresh leaf's slot: it inherits one weight a class and watches `width` features.
    mutating func add(weights: [Double], watching features: [Int32]) -> Int32 {
        let slot: Int32
        if let reused = free.popLast() {
            slot = reused
        } else {
            slot = Int32(slots)
            slab.values.append(contentsOf: repeatElement(0, count: stride))
            watched.append(contentsOf: repeatElement(0, count: width))
            if !layout.isNumeric { categories.append([]) }
        }
        for (index, feature) in features.enumerated() { watched[Int(slot) * width + index] = feature }
        if !layout.isNumeric {
            categories[Int(slot)] = features.map { _ in LeafCategoryCounts() }
        }
        clear(slot, weights)
        return slot
    }

    mutating func remove(_ slot: Int32) {
        free.append(slot)
    }

    /// Makes room for a class that was not known.
    ///
    /// - Complexity: O(all numbers of the table), once a class
    mutating func grow(toClasses count: Int) {
        guard count > classes else { return }
        let before = stride
        let old = slab.values
        let slots = slots
        classes = count
        var fresh: [Double] = []
        fresh.reserveCapacity(slots * stride)
        for slot in 0..<slots {
            fresh += old[slot * before..<(slot + 1) * before]
            for _ in 0..<(stride - before) / block { fresh += Self.emptyBlock(width) }
        }
        slab.values = fresh
    }

    /// Counts one example in.
    @inline(__always)
    mutating func learn(_ slot: Int32, _ features: UnsafeBufferPointer<Double>, label: Int, weight: Double) {
        let base = Int(slot) * stride + Self.header + label * block
        let width = width
        let isNumeric = layout.isNumeric
        watched.withUnsafeBufferPointer { watched in
            slab.values.withUnsafeMutableBufferPointer { slab in
                slab[base] += weight
                for index in 0..<width {
                    let value = features[Int(watched[Int(slot) * width + index])]
                    let place = base + 1 + index
                    if value.isNaN { continue }
                    let count = slab[place] + weight
                    let mean = slab[place + width]
                    let delta = value - mean
                    let moved = mean + delta * weight / count
                    slab[place] = count
                    slab[place + width] = moved
                    slab[place + 2 * width] += weight * delta * (value - moved)
                    if value < slab[place + 3 * width] { slab[place + 3 * width] = value }
                    if value > slab[place + 4 * width] { slab[place + 4 * width] = value }
                }
            }
        }
        if !isNumeric { learnCategories(slot, features, label: label, weight: weight) }
    }

    private mutating func learnCategories(
        _ slot: Int32, _ features: UnsafeBufferPointer<Double>, label: Int, weight: Double
    ) {
        for index in 0..<width {
            let feature = Int(watched[Int(slot) * width + index])
            guard layout.kinds[feature] != .number, !features[feature].isNaN else { continue }
            categories[Int(slot)][index].add(Int(features[feature]), label: label, weight: weight)
        }
    }

    /// Notes which of a leaf's two answers was right.
    mutating func score(_ slot: Int32, majority: Bool, bayes: Bool, weight: Double) {
        let base = Int(slot) * stride
        if majority { slab.values[base + Self.majorityRight] += weight }
        if bayes { slab.values[base + Self.bayesRight] += weight }
    }

    func prefersMajority(_ slot: Int32) -> Bool {
        let base = Int(slot) * stride
        return slab.values[base + Self.majorityRight] > slab.values[base + Self.bayesRight]
    }

    /// Weight seen since the last attempt to split.
    func weightSinceAttempt(_ slot: Int32) -> Double {
        weight(slot) - slab.values[Int(slot) * stride + Self.lastAttempt]
    }

    mutating func noteAttempt(_ slot: Int32) {
        slab.values[Int(slot) * stride + Self.lastAttempt] = weight(slot)
    }

    func weight(_ slot: Int32) -> Double {
        let base = Int(slot) * stride + Self.header
        var sum = 0.0
        for label in 0..<classes { sum += slab.values[base + label * block] }
        return sum
    }

    func weight(_ slot: Int32, of label: Int) -> Double {
        slab.values[Int(slot) * stride + Self.header + label * block]
    }

    /// One weight a class.
    func weights(_ slot: Int32) -> [Double] {
        (0..<classes).map { weight(slot, of: $0) }
    }

    /// The class with the most weight, the first of equals.
    func majority(_ slot: Int32) -> Int {
        var best = 0
        for label in 1..<classes where weight(slot, of: label) > weight(slot, of: best) { best = label }
        return best
    }

    /// Whether fewer than two classes were seen.
    func isPure(_ slot: Int32) -> Bool {
        var seen = 0
        for label in 0..<classes where weight(slot, of: label) > 0 { seen += 1 }
        return seen < 2
    }

    private mutating func clear(_ slot: Int32, _ weights: [Double]) {
        var fresh = Array(repeating: 0.0, count: Self.header)
        for label in 0..<classes {
            var block = Self.emptyBlock(width)
            block[0] = label < weights.count ? weights[label] : 0
            fresh += block
        }
        slab.values.replaceSubrange(Int(slot) * stride..<(Int(slot) + 1) * stride, with: fresh)
        noteAttempt(slot)
    }

    private static func emptyBlock(_ width: Int) -> [Double] {
        Array(repeating: 0, count: 1 + 3 * width) + Array(repeating: .infinity, count: width)
            + Array(repeating: -.infinity, count: width)
    }
}
