import Foundation

/// As JSON: `groups`, `base`, and nodes and trees as base64 of little-endian words, about 21 characters a node.
///
/// A node is its threshold's bits, left, right and split; a tree is its root and its group; 4 bytes each. `sets` are the
/// words of ``CategorySets``, left out where there are none.
extension FlatForest: Codable {
    private enum CodingKeys: String, CodingKey {
        case base
        case groups
        case nodes
        case sets
        case trees
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let nodes = try Self.words(in: container, .nodes, each: 4).map { words in
            Node(
                threshold: Float(bitPattern: words[0]), left: Int32(bitPattern: words[1]),
                right: Int32(bitPattern: words[2]), split: words[3])
        }
        let trees = try Self.words(in: container, .trees, each: 2).map { words in
            Tree(root: Int32(bitPattern: words[0]), group: Int32(bitPattern: words[1]))
        }
        let groups = try container.decode(Int.self, forKey: .groups)
        let base = try container.decode(Float.self, forKey: .base)
        let sets = container.contains(.sets) ? try Self.words(in: container, .sets, each: 1).map { $0[0] } : []
        try self.init(
            nodes: nodes, trees: trees, sets: CategorySets(words: sets), groups: groups, base: base)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(base, forKey: .base)
        try container.encode(groups, forKey: .groups)
        let nodeWords = nodes.flatMap { node in
            [node.threshold.bitPattern, UInt32(bitPattern: node.left), UInt32(bitPattern: node.right), node.split]
        }
        try container.encode(Self.data(nodeWords), forKey: .nodes)
        let treeWords = trees.flatMap { [UInt32(bitPattern: $0.root), UInt32(bitPattern: $0.group)] }
        try container.encode(Self.data(treeWords), forKey: .trees)
        if !sets.words.isEmpty { try container.encode(Self.data(sets.words), forKey: .sets) }
    }

    private static func data(_ words: [UInt32]) -> Data {
        words.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    /// The words of a blob in groups of `each`.
    private static func words(
        in container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys, each: Int
    ) throws -> [[UInt32]] {
        let data = try container.decode(Data.self, forKey: key)
        guard data.count % (4 * each) == 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: container, debugDescription: "\(data.count) bytes are no whole number of entries")
        }
        return data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 4 * each).map { start in
                (0..<each).map { index in
                    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self))
                }
            }
        }
    }
}
