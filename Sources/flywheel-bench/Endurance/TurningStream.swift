import Domain
import Learning

/// Rows of six numbers and a category whose score is a plane that turns every 50,000 rows, with noise.
struct TurningStream {
    static let layout = FeatureLayout(Array(repeating: .number, count: 6) + [.nominal(categories: 50)])
    private static let turn = 50_000

    private var generator = SeededGenerator(seed: 11)
    private var plane: [Double] = []

    mutating func next(_ row: Int) -> (features: [Double], score: Double) {
        if row.isMultiple(of: Self.turn) || plane.isEmpty { plane = numbers() }
        let features = numbers()
        let noise = Double.random(in: -0.3...0.3, using: &generator)
        let score = zip(plane, features).reduce(noise) { $0 + $1.0 * $1.1 }
        return (features + [Double(Int.random(in: 0..<50, using: &generator))], score)
    }

    private mutating func numbers() -> [Double] {
        (0..<6).map { _ in Double.random(in: -1...1, using: &generator) }
    }
}
