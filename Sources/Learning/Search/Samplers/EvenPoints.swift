import Domain

/// Points that cover each parameter's range more evenly than random ones, one a trial number.
///
/// Of every ten trials in a row each takes another tenth of every range, in an order of that range's own.
///
/// Source: McKay, Beckman, Conover, "A Comparison of Three Methods for Selecting Values of Input Variables…" (Latin
/// hypercube), Technometrics 21(2), 1979.
enum EvenPoints {
    /// How many trials share a square.
    static let blockLength = 10

    /// Codes for trial `number`; those of parameters that do not apply are not to be read.
    static func codes(_ number: Int, of history: SearchHistory) -> [Double] {
        let (block, place) = (number / blockLength, number % blockLength)
        var order = history.generator(for: -1 - block)
        var jitter = history.generator(for: number)
        return history.space.scales.map { scale in
            let share = (Double(tenth(of: place, using: &order)) + jitter.unitInterval()) / Double(blockLength)
            guard let count = scale.choiceCount else { return scale.settled(share) }
            return Double(min(Int(share * Double(count)), count - 1))
        }
    }

    /// Which tenth a place of the block has in an order drawn at random.
    private static func tenth(of place: Int, using generator: inout SeededGenerator) -> Int {
        var tenths = Array(0..<blockLength)
        for last in tenths.indices.reversed() { tenths.swapAt(last, generator.index(below: last + 1)) }
        return tenths[place]
    }
}
