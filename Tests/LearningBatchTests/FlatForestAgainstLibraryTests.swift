import Domain
import Foundation
import Testing

@testable import Learning

/// Our flattened trees on random data with missing values, against the library that grew them.
struct FlatForestAgainstLibraryTests {
    /// The shape of a model that is compared.
    struct Shape: Sendable {
        var objective: TreeObjective
        var rounds: Int32
        var parameters: [(String, String)]

        var classes: Int {
            switch objective {
            case .binary: 2
            case .multiClass(let count): count
            case .squaredError: 0
            }
        }
    }

    private static let shapes = [
        Shape(objective: .binary, rounds: 40, parameters: [("max_depth", "8"), ("eta", "0.3")]),
        Shape(objective: .binary, rounds: 10, parameters: [("base_score", "0.2")]),
        Shape(objective: .multiClass(5), rounds: 15, parameters: [("subsample", "0.6")]),
        Shape(objective: .multiClass(3), rounds: 1, parameters: [("num_parallel_tree", "20"), ("eta", "1")]),
        Shape(objective: .squaredError, rounds: 60, parameters: [("max_depth", "3"), ("base_score", "2500")]),
        Shape(objective: .squaredError, rounds: 1, parameters: [("num_parallel_tree", "50"), ("subsample", "0.5")]),
    ]

    @Test(arguments: 0..<6, 0..<5 as Range<UInt64>)
    func givesTheLibrarysScores(shape: Int, seed: UInt64) throws {
        let shape = Self.shapes[shape]
        let library = try LibraryForest(
            rows: 300, columns: 7, classes: shape.classes, rounds: shape.rounds, seed: seed,
            parameters: shape.objective.parameters + shape.parameters)

        let forest = try FlatForest(savedModel: library.saved, objective: shape.objective)

        let ours = (0..<library.rows).flatMap { forest.scores(library.row($0)) }
        #expect(ours.count == library.margins.count)
        let worst = zip(ours, library.margins).map { ours, theirs in
            abs(ours - Double(theirs)) / max(1, abs(Double(theirs)))
        }.max()
        #expect(try #require(worst) <= 1e-6)
    }

    @Test(arguments: 0..<6)
    func isTheSameAfterItWasStored(shape: Int) throws {
        let shape = Self.shapes[shape]
        let library = try LibraryForest(
            rows: 200, columns: 4, classes: shape.classes, rounds: shape.rounds, seed: 1,
            parameters: shape.objective.parameters + shape.parameters)
        let forest = try FlatForest(savedModel: library.saved, objective: shape.objective)

        let stored = try JSONEncoder().encode(forest)
        let read = try JSONDecoder().decode(FlatForest.self, from: stored)

        #expect(read == forest)
        #expect(stored.count < forest.nodes.count * 23 + forest.trees.count * 12 + 200, "bytes a node")
    }

    @Test func refusesNodesThatPointBackOrOutside() {
        let leaf = FlatForest.Node(threshold: 1, left: FlatForest.Node.leaf, right: FlatForest.Node.leaf, split: 0)
        let tree = FlatForest.Tree(root: 0, group: 0)

        for (left, right) in [(-1, 1), (1, 0), (1, 2), (2, 1), (1, Int32.max), (Int32.min, 1)] as [(Int32, Int32)] {
            let split = FlatForest.Node(threshold: 1, left: left, right: right, split: 0)
            #expect(throws: ModelFormatError.self) {
                try FlatForest(nodes: [split, leaf], trees: [tree], groups: 1, base: 0)
            }
        }
        for tree in [FlatForest.Tree(root: 1, group: 0), FlatForest.Tree(root: -1, group: 0)] {
            #expect(throws: ModelFormatError.self) {
                try FlatForest(nodes: [leaf], trees: [tree], groups: 1, base: 0)
            }
        }
        #expect(throws: ModelFormatError.self) {
            try FlatForest(nodes: [leaf], trees: [FlatForest.Tree(root: 0, group: 1)], groups: 1, base: 0)
        }
    }

    @Test func cutsANumberThatTheLibraryCannotDouble() {
        #expect(FlatForest.single(1e300) == FlatForest.limit)
        #expect(FlatForest.single(-1e300) == -FlatForest.limit)
        #expect((FlatForest.limit * 2).isFinite)
        #expect(FlatForest.single(.nan).isNaN)
        #expect(FlatForest.single(0.1) == Float(0.1))
    }
}
