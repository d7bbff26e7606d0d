/// The fast walk.
extension PackedTrees {
    /// How many slots a row of so many features has.
    static func slotCount(_ features: Int) -> Int { 1 + 2 * features }

    /// Spreads a row over its slots.
    static func spread(_ value: Float, feature: Int, _ slots: UnsafeMutablePointer<Float>) {
        let value = FlatForest.clamped(value)
        slots[1 &+ 2 &* feature] = value.isNaN ? .infinity : value
        slots[2 &+ 2 &* feature] = value.isNaN ? -.infinity : value
    }

    /// Adds each tree's answer to the scores of its group, in the order of the trees.
    ///
    /// `slots` are `rows × slotCount` and `sums` `rows × groupCount`, both row-major.
    ///
    /// - Complexity: O(rows × trees × depth)
    func add(
        rows: Int, slots: UnsafePointer<Float>, slotCount: Int, to sums: UnsafeMutablePointer<Float>, groupCount: Int
    ) {
        nodes.withUnsafeBufferPointer { nodes in
            values.withUnsafeBufferPointer { values in
                guard let nodes = nodes.baseAddress, let values = values.baseAddress else { return }
                for bundle in depths.indices {
                    let first = bundle &* Self.width
                    let start = InlineArray<8, Int> { Int(roots[first &+ $0]) }
                    let groups = InlineArray<8, Int> { Int(self.groups[first &+ $0]) }
                    let depth = depths[bundle]
                    for row in 0..<rows {
                        let slots = slots + row &* slotCount
                        let sums = sums + row &* groupCount
                        var places = start
                        for _ in 0..<depth {
                            for lane in 0..<8 { places[lane] = Self.step(places[lane], nodes, slots) }
                        }
                        for lane in 0..<8 { sums[groups[lane]] += values[places[lane]] }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func step(_ place: Int, _ nodes: UnsafePointer<Node>, _ slots: UnsafePointer<Float>) -> Int {
        let node = nodes[place]
        return place &+ Int(node.left) &+ (slots[Int(node.slot)] < node.threshold ? 0 : 1)
    }
}
