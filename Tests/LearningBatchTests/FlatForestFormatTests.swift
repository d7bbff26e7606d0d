import Foundation
import Testing

@testable import Learning

/// What is no forest, or could be walked for ever.
struct FlatForestFormatTests {
    private typealias Node = FlatForest.Node
    private typealias Tree = FlatForest.Tree

    private static let leaf = Node(threshold: 1, left: Node.leaf, right: Node.leaf, split: 0)
    private static let tree = Tree(root: 0, group: 0)

    private func forest(
        _ nodes: [Node], trees: [Tree] = [tree], sets: [UInt32] = [], groups: Int = 1, base: Float = 0
    ) throws(ModelFormatError) -> FlatForest {
        try FlatForest(
            nodes: nodes, trees: trees, sets: CategorySets(words: sets), groups: groups, base: base)
    }

    @Test(arguments: [(-1, 1), (1, 0), (1, 2), (2, 1), (1, Int32.max), (Int32.min, 1)] as [(Int32, Int32)])
    func refusesNodesThatPointBackOrOutside(left: Int32, right: Int32) {
        let split = Node(threshold: 1, left: left, right: right, split: 0)

        #expect(throws: ModelFormatError("node 0 of a tree points to \(left) and \(right)")) {
            try forest([split, Self.leaf])
        }
    }

    /// Each level pointing twice to the next would be 2 to the 40 nodes when it is packed.
    @Test func refusesNodesThatShareAChild() {
        let nodes = (0..<40).map { Node(threshold: 1, left: $0 + 1, right: $0 + 1, split: 0) } + [Self.leaf]

        #expect(throws: ModelFormatError("two nodes of a tree point to node 1")) { try forest(nodes) }
    }

    @Test func refusesATreeThatIsNotThere() {
        for root in [1, -1] as [Int32] {
            #expect(throws: ModelFormatError("a tree starts at node \(root) of 1, in group 0")) {
                try forest([Self.leaf], trees: [Tree(root: root, group: 0)])
            }
        }
        #expect(throws: ModelFormatError("a tree starts at node 0 of 1, in group 1")) {
            try forest([Self.leaf], trees: [Tree(root: 0, group: 1)])
        }
    }

    @Test func refusesATreeInsideOfAnother() {
        let split = Node(threshold: 1, left: 1, right: 2, split: 0)

        #expect(throws: ModelFormatError("a tree starts inside of another at node 1")) {
            try forest([split, Self.leaf, Self.leaf], trees: [Self.tree, Tree(root: 1, group: 0)])
        }
        #expect(throws: ModelFormatError("a tree starts inside of another at node 0")) {
            try forest([Self.leaf], trees: [Self.tree, Self.tree])
        }
    }

    @Test(arguments: [.nan, .infinity, -.infinity] as [Float])
    func refusesNumbersThatAreNone(value: Float) {
        let split = Node(threshold: value, left: 1, right: 2, split: 0)
        let leaf = Node(threshold: value, left: Node.leaf, right: Node.leaf, split: 0)

        #expect(throws: ModelFormatError("node 0 of a tree has \(value) for a number")) {
            try forest([split, Self.leaf, Self.leaf])
        }
        #expect(throws: ModelFormatError("node 0 of a tree has \(value) for a number")) { try forest([leaf]) }
        #expect(throws: ModelFormatError.self) { try forest([Self.leaf], base: value) }
    }

    @Test(arguments: [Int.min, -1, 0, 100_001, .max])
    func refusesAnImpossibleNumberOfGroups(groups: Int) {
        #expect(throws: ModelFormatError.self) { try forest([Self.leaf], trees: [], groups: groups) }
    }

    @Test(arguments: [[], [1], [3, 0, 0], [UInt32.max]])
    func refusesCategoriesThatAreNotThere(words: [UInt32]) {
        let split = Node(threshold: Float(bitPattern: 0), left: 1, right: 2, split: Node.asksForCategory)

        #expect(throws: ModelFormatError("node 0 of a tree asks for categories that are not there")) {
            try forest([split, Self.leaf, Self.leaf], sets: words)
        }
    }

    /// Features above what a packed node holds, and a chain that is very deep.
    @Test func walksWhatCannotBePacked() throws {
        let split = Node(threshold: 5, left: 1, right: 2, split: 40_000)
        let two = Node(threshold: 2, left: Node.leaf, right: Node.leaf, split: 0)

        let wide = try forest([split, Self.leaf, two])

        #expect(wide.packed == nil)
        let row = Array(repeating: 0.0, count: 40_000)
        #expect(wide.scores(row + [4]) == [1])
        #expect(wide.scores(row + [5]) == [2])
        #expect(wide.scores(row + [.nan]) == [2])
    }

    @Test func walksALongChain() throws {
        var nodes: [Node] = []
        for level in 0..<2_000 as Range<Int32> {
            let below = 2 * level + 1
            nodes.append(Node(threshold: Float(level), left: below, right: below + 1, split: 0))
            nodes.append(Node(threshold: Float(level), left: Node.leaf, right: Node.leaf, split: 0))
        }

        let chain = try forest(nodes + [Self.leaf])

        #expect(chain.packed != nil)
        #expect([-1, 0, 700.5, 1_999].map { chain.scores([$0]) } == [[0], [1], [701], [1]])
    }

    @Test func answersWithItsBaseWithoutTrees() throws {
        let empty = try forest([], trees: [], groups: 2, base: 0.25)

        #expect(empty.scores([]) == [0.25, 0.25])
    }

    @Test func readsWhatEarlierProgramsWrote() throws {
        let stored = """
            {"base":0.5,"groups":1,"nodes":"AAAAQAEAAAACAAAAAAAAgAAAgD8AAAAAAAAAAAAAAAAAAEDAAAAAAAAAAAAAAAAA",
            "trees":"AAAAAAAAAAA="}
            """

        let forest = try JSONDecoder().decode(FlatForest.self, from: Data(stored.utf8))

        #expect(forest.scores([.nan]) == [1.5])
        #expect(forest.scores([1]) == [1.5])
        #expect(forest.scores([2]) == [-2.5])
    }

    /// Without a checksum, which the file of a model has, a flip may leave a forest; it must never be a crash.
    @Test(arguments: 0..<8)
    func survivesAnyFlippedBit(bit: Int) throws {
        let asking = Node(threshold: Float(bitPattern: 0), left: 1, right: 2, split: Node.asksForCategory)
        let split = Node(threshold: 2, left: 3, right: 4, split: 1 | Node.missingGoesLeft)
        let forest = try forest([asking, split, Self.leaf, Self.leaf, Self.leaf], sets: [1, 6])
        let stored = try JSONEncoder().encode(forest)
        var refused = 0

        for index in stored.indices {
            var damaged = stored
            damaged[index] ^= 1 << UInt8(bit)
            do {
                let read = try JSONDecoder().decode(FlatForest.self, from: damaged)
                if read.featureCount <= 2 { _ = read.scores([1, .nan]) }
            } catch {
                refused += 1
            }
        }

        #expect(refused > stored.count / 4)
    }
}
