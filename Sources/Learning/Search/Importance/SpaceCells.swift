/// A parameter space cut into boxes: each parameter's values as at most 64 cells of the same weight.
///
/// A set of a parameter's cells is a mask, and a box is a mask a parameter. A number's cells are stretches of its own scale, so
/// that a logarithmic one has as many cells for each magnitude. Every parameter has all its cells whether it applies or
/// not: who looks at a point where it does not may take any, as no split is made on it there. Drawing all parameters
/// evenly and leaving out those that do not apply is how the space itself is drawn from, so that weights multiply.
struct SpaceCells: Sendable {
    /// Cells of a number; more than trials can tell apart.
    private static let numberCells = 32
    private static let mostCells = 64

    let space: ParameterSpace
    /// How many cells each parameter has, 1–64.
    let counts: [Int]
    /// For each parameter the cells of its parent where it applies; all ones where it has none.
    private let admitted: [UInt64]

    init(_ space: ParameterSpace) {
        self.space = space
        let counts = space.scales.map { scale in
            switch scale {
            case .choices(let count): min(count, Self.mostCells)
            case .float, .logFloat, .int: Int(min(scale.valueCount, Double(Self.numberCells)))
            // A magnitude's whole numbers have stretches of their own lengths.
            case .logInt: scale.valueCount > 1 ? Self.numberCells : 1
            }
        }
        self.counts = counts
        admitted = space.parameters.indices.map { place in
            guard let parent = space.parents[place] else { return .max }
            return space.admits[place].indices.filter { space.admits[place][$0] }.reduce(0) { mask, choice in
                mask | 1 << UInt64(choice * counts[parent] / space.admits[place].count)
            }
        }
    }

    /// The box of everything.
    var whole: [UInt64] { counts.map { $0 == Self.mostCells ? .max : (1 << UInt64($0)) - 1 } }

    /// Whether the order of a parameter's cells means something.
    func isOrdered(_ place: Int) -> Bool { space.scales[place].choiceCount == nil }

    /// The cell of a code; 0 for that of a parameter that does not apply.
    func cell(_ code: Double, at place: Int) -> Int {
        guard !code.isNaN else { return 0 }
        let share = space.scales[place].choiceCount.map { code / Double($0) } ?? code
        // A choice's code is whole: the half keeps its cell where dividing rounds down.
        let scaled = share * Double(counts[place]) + (isOrdered(place) ? 0 : 0.5 / Double(Self.mostCells * 2))
        return min(max(Int(scaled), 0), counts[place] - 1)
    }

    func cells(of point: ParameterPoint) -> [Int] {
        space.codes(of: point).enumerated().map { cell($0.element, at: $0.offset) }
    }

    /// The value in the middle of a cell.
    func value(of cell: Int, at place: Int) -> ParameterValue {
        let middle = (Double(cell) + 0.5) / Double(counts[place])
        let number = space.scales[place].number(middle)
        switch space.parameters[place].kind {
        case .float, .logFloat: return .float(number)
        case .int, .logInt: return .int(Int(number))
        case .categorical(let choices):
            return .category(choices[min(Int(middle * Double(choices.count)), choices.count - 1)])
        }
    }

    /// Whether a parameter applies everywhere in a box.
    func applies(_ place: Int, in box: [UInt64]) -> Bool {
        guard let parent = space.parents[place] else { return true }
        return box[parent] & ~admitted[place] == 0 && applies(parent, in: box)
    }

    /// The part of the space where these parameters all apply; nil where that is nowhere.
    func region(of places: [Int]) -> [UInt64]? {
        var box = whole
        for place in places {
            var child = place
            while let parent = space.parents[child] {
                box[parent] &= admitted[child]
                child = parent
            }
        }
        return box.contains(0) ? nil : box
    }

    /// The share of the whole space that a box takes.
    func weight(of box: [UInt64]) -> Double {
        zip(box, counts).reduce(1) { $0 * Double($1.0.nonzeroBitCount) / Double($1.1) }
    }
}
