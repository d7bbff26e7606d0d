import Domain

/// How likely each choice of a category is, following what the better trials chose.
struct ChoiceShares: Sendable {
    private static let rate = 0.2
    /// No choice falls below this, divided by their number.
    private static let least = 0.1

    private var shares: [Double]

    init(count: Int) {
        shares = Array(repeating: 1 / Double(count), count: count)
    }

    func draw(using generator: inout SeededGenerator) -> Int {
        let draw = generator.unitInterval()
        var sum = 0.0
        let choice = shares.firstIndex { share in
            sum += share
            return draw < sum
        }
        return choice ?? shares.count - 1
    }

    /// Moves towards what was chosen.
    mutating func move(towards chosen: [Int]) {
        guard !chosen.isEmpty else { return }
        for choice in shares.indices {
            let won = Double(chosen.count { $0 == choice }) / Double(chosen.count)
            let moved = (1 - Self.rate) * shares[choice] + Self.rate * won
            shares[choice] = max(moved, Self.least / Double(shares.count))
        }
        let sum = shares.reduce(0, +)
        for choice in shares.indices { shares[choice] /= sum }
    }
}
