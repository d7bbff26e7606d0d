/// Which parameters of a space decide what trials reach, alone and two together.
///
///     let importance = try ParameterImportance(space: space, trials: trials, seed: 7)
///     importance.singles.first?.name      // "learner"
///     importance.values(of: "window")     // what is reached at each window, all else drawn evenly
///
/// A random forest learns the trials; what is told is about the forest, whose ``fit`` says how far to trust it.
package struct ParameterImportance: Sendable {
    /// A trial's point, and what it reached.
    package struct Trial: Hashable, Sendable {
        package let point: ParameterPoint
        package let target: Double

        package init(point: ParameterPoint, target: Double) {
            self.point = point
            self.target = target
        }
    }

    /// What one parameter explains alone.
    package struct Single: Hashable, Sendable {
        package let name: String
        /// Of the variance over the whole space, 0–1.
        package let share: Double
        /// The part of the space where it applies, 0–1.
        package let applies: Double
    }

    /// What two parameters explain together, beyond what each does alone.
    package struct Pair: Hashable, Sendable {
        package let first: String
        package let second: String
        package let share: Double
    }

    /// What is reached on average at a value of a parameter, where it applies.
    package struct Value: Hashable, Sendable {
        package let value: ParameterValue
        package let mean: Double
        /// Standard deviation over the trees: how sure the forest is.
        package let deviation: Double
    }

    /// What is reached on average at the values of two parameters, where both apply.
    package struct Surface: Hashable, Sendable {
        package let rows: [ParameterValue]
        package let columns: [ParameterValue]
        package let means: [[Double]]
    }

    /// Fewer trials say nothing that the next one would not overturn.
    package static let leastTrials = 12

    /// The greatest share first.
    package let singles: [Single]
    package let pairs: [Pair]
    /// Share of the variance that the forest explains in trials which it did not see; nil where it saw all.
    package let fit: Double?
    private let variance: ForestVariance

    /// - Parameters:
    ///   - space: Where the trials are from; points are clipped into it.
    ///   - trials: Those whose target is not finite are left out.
    ///   - seed: Of the forest; the same gives the same shares.
    /// - Throws: ``ImportanceError`` where the trials tell nothing.
    /// - Complexity: O(L² · d + d² · L · c²) for L leaves of all trees, d parameters, c cells of a parameter.
    package init(space: ParameterSpace, trials: [Trial], seed: UInt64) throws(ImportanceError) {
        let known = trials.filter(\.target.isFinite)
        guard known.count >= Self.leastTrials else {
            throw .tooFewTrials(count: known.count, needed: Self.leastTrials)
        }
        guard let first = known.first?.target, known.contains(where: { $0.target != first }) else { throw .allTheSame }
        let cells = SpaceCells(space)
        let forest = BoxForest(
            cells, rows: known.map { cells.cells(of: $0.point) }, targets: known.map(\.target), seed: seed)
        let variance = ForestVariance(forest)
        guard variance.total > 0 else { throw .nothingTellsApart }
        self.variance = variance
        fit = forest.fit
        let places = space.parameters.indices
        singles = Self.ordered(
            places.map { place in
                Single(
                    name: space.parameters[place].name, share: variance.share(of: place),
                    applies: cells.region(of: [place]).map(cells.weight) ?? 0)
            }, by: \.share)
        pairs = Self.ordered(
            places.flatMap { first in
                places[(first + 1)...].map { second in
                    Pair(
                        first: space.parameters[first].name, second: space.parameters[second].name,
                        share: variance.share(of: first, and: second))
                }
            }, by: \.share)
    }

    /// A parameter's values in order, each with what is reached there; nil for a name that the space does not have.
    package func values(of name: String) -> [Value]? {
        guard let place = place(of: name) else { return nil }
        let cells = variance.forest.cells
        let trees = variance.marginals(of: place)
        guard let region = cells.region(of: [place]), let count = trees.first.map({ _ in Double(trees.count) }) else {
            return []
        }
        return ForestVariance.cells(region[place]).map { cell in
            let mean = trees.reduce(0) { $0 + $1[cell] } / count
            let squares = trees.reduce(0) { $0 + ($1[cell] - mean) * ($1[cell] - mean) }
            return Value(
                value: cells.value(of: cell, at: place), mean: mean, deviation: (squares / count).squareRoot())
        }
    }

    /// Two parameters' values with what is reached there; nil for names that the space does not have, or that never apply
    /// together.
    package func surface(of first: String, and second: String) -> Surface? {
        let cells = variance.forest.cells
        guard let row = place(of: first), let column = place(of: second), row != column,
            let region = cells.region(of: [row, column])
        else { return nil }
        let means = variance.surface(of: row, and: column)
        let (rows, columns) = (ForestVariance.cells(region[row]), ForestVariance.cells(region[column]))
        return Surface(
            rows: rows.map { cells.value(of: $0, at: row) }, columns: columns.map { cells.value(of: $0, at: column) },
            means: rows.map { row in columns.map { means[row][$0] } })
    }

    private func place(of name: String) -> Int? {
        variance.forest.cells.space.parameters.firstIndex { $0.name == name }
    }

    /// The greatest first, equal ones as they stand.
    private static func ordered<Element>(_ all: [Element], by share: KeyPath<Element, Double>) -> [Element] {
        all.enumerated().sorted { left, right in
            let (one, other) = (left.element[keyPath: share], right.element[keyPath: share])
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
    }
}
