import Domain

/// The standard normal distribution, fast and the same on every machine.
enum NormalTable {
    private static let stepsPerUnit = 128.0
    private static let end = 6.0
    /// The distribution function from −6 to 6.
    private static let values: [Double] = (0...Int(2 * end * stepsPerUnit)).map {
        1 - Special.normalTail(Double($0) / stepsPerUnit - end)
    }

    /// The probability of a number below `z`, within 3e-6.
    static func below(_ z: Double) -> Double {
        if z <= -end { return 0 }
        if z >= end { return 1 }
        let place = (z + end) * stepsPerUnit
        let index = Int(place)
        return values[index] + (values[index + 1] - values[index]) * (place - Double(index))
    }

    /// A standard normal number by the polar method.
    ///
    /// Source: Marsaglia, Bray, "A convenient method for generating normal variables", SIAM Review 6(3), 1964.
    static func draw(using generator: inout SeededGenerator) -> Double {
        while true {
            let first = 2 * generator.unitInterval() - 1
            let second = 2 * generator.unitInterval() - 1
            let square = first * first + second * second
            if square > 0, square < 1 { return first * (-2 * Elementary.log(square) / square).squareRoot() }
        }
    }
}
