import Domain
import Foundation
import Testing

@testable import Learning

/// Our flattened trees on random data with missing values, against the library that grew them.
struct FlatForestAgainstLibraryTests {
    /// The shape of a model that is compared.
    struct Shape: Sendable, CustomTestStringConvertible {
        var objective: TreeObjective
        var rounds: Int
        var parameters: [(String, String)] = []
        var categoricalColumns: Set<Int> = []

        var testDescription: String { "\(objective) \(parameters.map { "\($0)=\($1)" }) \(categoricalColumns)" }

        func grown(rows: Int = 120, columns: Int = 7, seed: UInt64) throws -> LibraryForest {
            try LibraryForest(
                rows: rows, columns: columns, objective: objective, rounds: rounds, seed: seed, parameters: parameters,
                categoricalColumns: categoricalColumns)
        }
    }

    static let dart = [("booster", "dart"), ("rate_drop", "0.3"), ("one_drop", "1")]

    static let shapes = [
        Shape(objective: .binary, rounds: 18, parameters: [("max_depth", "8"), ("eta", "0.3")]),
        Shape(objective: .binary, rounds: 10, parameters: [("base_score", "0.2")]),
        Shape(objective: .binary, rounds: 12, parameters: dart),
        Shape(objective: .multiClass(5), rounds: 6, parameters: [("subsample", "0.6")]),
        Shape(objective: .multiClass(3), rounds: 1, parameters: [("num_parallel_tree", "20"), ("eta", "1")]),
        Shape(objective: .multiClass(3), rounds: 5, parameters: dart + [("num_parallel_tree", "2")]),
        Shape(objective: .squaredError, rounds: 20, parameters: [("max_depth", "3"), ("base_score", "2500")]),
        Shape(objective: .squaredError, rounds: 1, parameters: [("num_parallel_tree", "30"), ("subsample", "0.5")]),
        Shape(objective: .squaredError, rounds: 9, parameters: [("gamma", "3000000"), ("tree_method", "exact")]),
        Shape(objective: .squaredError, rounds: 9, parameters: [("grow_policy", "lossguide"), ("max_leaves", "20")]),
        Shape(objective: .squaredError, rounds: 9, parameters: [("max_depth", "16"), ("min_child_weight", "0")]),
        Shape(objective: .squaredError, rounds: 0),
        Shape(objective: .quantile(0.9), rounds: 8),
        Shape(objective: .poisson, rounds: 9, parameters: [("eta", "0.3")]),
        Shape(objective: .poisson, rounds: 9, parameters: dart + [("base_score", "4")]),
        Shape(objective: .ranking(.pairwise), rounds: 10),
        Shape(objective: .ranking(.gain), rounds: 10),
        Shape(objective: .binary, rounds: 10, parameters: [("max_cat_to_onehot", "1")], categoricalColumns: [0, 3]),
        Shape(objective: .poisson, rounds: 10, parameters: [("max_cat_to_onehot", "99")], categoricalColumns: [1]),
        Shape(objective: .multiClass(3), rounds: 5, parameters: dart, categoricalColumns: [0, 1, 2, 3, 4, 5, 6]),
    ]

    /// The largest difference, in units of the library's number where that is above 1.
    static func worst(_ ours: [Double], _ theirs: [Float]) throws -> Double {
        try #require(ours.count == theirs.count)
        return try #require(
            zip(ours, theirs).map { abs($0 - Double($1)) / max(1, abs(Double($1))) }.max())
    }

    @Test(arguments: shapes, 0..<2 as Range<UInt64>)
    func givesTheLibrarysScores(shape: Shape, seed: UInt64) throws {
        let library = try shape.grown(seed: seed)

        let forest = try FlatForest(savedModel: library.saved, objective: shape.objective)

        let ours = (0..<library.table.rows).flatMap { forest.scores(library.row($0)) }
        #expect(try Self.worst(ours, library.margins) <= 1e-6)
        #expect((forest.packed == nil) == !forest.sets.words.isEmpty)
    }

    @Test(arguments: shapes)
    func givesTheLibrarysAnswers(shape: Shape) throws {
        let library = try shape.grown(seed: 7)
        let forest = try FlatForest(savedModel: library.saved, objective: shape.objective)

        let ours = (0..<library.table.rows).flatMap { row -> [Double] in
            switch shape.objective.output(forest.scores(library.row(row))) {
            case .value(let value): [value]
            case .probabilities(let shares): shape.objective == .binary ? [shares[1]] : shares
            case .quantilePath, .ranking: []
            }
        }

        #expect(try Self.worst(ours, library.answers) <= 1e-6)
    }

    @Test(arguments: shapes)
    func givesManyRowsTheSameScoresAsEachAlone(shape: Shape) throws {
        let library = try shape.grown(rows: 140, seed: 5)
        let forest = try FlatForest(savedModel: library.saved, objective: shape.objective)
        var scores = Array(repeating: Float(-1), count: 140 * forest.groups)

        var span = scores.mutableSpan
        forest.score(library.table.values.span, columns: 7, into: &span)

        #expect(scores.map(Double.init) == (0..<140).flatMap { forest.scores(library.row($0)) })
    }

    @Test(arguments: shapes)
    func isTheSameAfterItWasStored(shape: Shape) throws {
        let library = try shape.grown(seed: 1)
        let forest = try FlatForest(savedModel: library.saved, objective: shape.objective)

        let stored = try JSONEncoder().encode(forest)
        let read = try JSONDecoder().decode(FlatForest.self, from: stored)

        #expect(read == forest)
        let words = forest.nodes.count * 4 + forest.trees.count * 2 + forest.sets.words.count
        #expect(stored.count < words * 6 + 200, "six characters a word")
    }

    /// Values that training never saw: below 0, beyond all categories, between two.
    @Test(arguments: [-1, -0.5, 0.5, 3.7, 69.99, 70, 95, 96, 1e6, 16_777_214, 16_777_215, 16_777_216, 3e38] as [Float])
    func sendsAnUnknownCategoryWhereTheLibraryDoes(value: Float) throws {
        let shape = Shape(
            objective: .squaredError, rounds: 10, parameters: [("max_cat_to_onehot", "1")], categoricalColumns: [0, 1])
        let library = try shape.grown(columns: 2, seed: 3)
        let forest = try FlatForest(savedModel: library.saved, objective: shape.objective)
        let rows: [[Float]] = (0..<70).flatMap { [[value, Float($0)], [Float($0), value], [.nan, value]] }

        let theirs = try LibraryBooster(saved: library.saved).margins(
            LibraryMatrix(rows.flatMap { $0 }, rows: rows.count))

        let ours = rows.flatMap { forest.scores($0.map(Double.init)) }
        #expect(try Self.worst(ours, theirs) <= 1e-6)
    }

    @Test func cutsANumberThatTheLibraryCannotDouble() {
        #expect(FlatForest.single(1e300) == FlatForest.limit)
        #expect(FlatForest.single(-1e300) == -FlatForest.limit)
        #expect((FlatForest.limit * 2).isFinite)
        #expect(FlatForest.single(.nan).isNaN)
        #expect(FlatForest.single(0.1) == Float(0.1))
    }
}
