/// The nodes of a tree that grows, in one array.
struct NodeTable: Hashable, Codable, Sendable {
    private var nodes: [TreeNode] = []
    private var free: [Int32] = []

    /// Nodes in use.
    var count: Int { nodes.count - free.count }

    subscript(place: Int32) -> TreeNode {
        get { nodes[Int(place)] }
        set { nodes[Int(place)] = newValue }
    }

    mutating func add(_ node: TreeNode) -> Int32 {
        if let place = free.popLast() {
            nodes[Int(place)] = node
            return place
        }
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    mutating func remove(_ place: Int32) {
        free.append(place)
    }

    /// The leaf below a node that an example falls into.
    ///
    /// - Complexity: O(depth)
    @inline(__always)
    func leaf(_ features: UnsafeBufferPointer<Double>, below start: Int32) -> Int32 {
        nodes.withUnsafeBufferPointer { nodes in
            var place = start
            while nodes[Int(place)].test != .none {
                let node = nodes[Int(place)]
                place = node.child(features[Int(node.feature)])
            }
            return place
        }
    }
}
