import Domain

extension ParzenMixture {
    /// How often a number is drawn again that lies outside [0, 1].
    private static let mostDraws = 20

    /// Draws from the mixture into the group's places of `codes`.
    func draw(into codes: inout [Double], using generator: inout SeededGenerator) {
        let share = generator.unitInterval()
        let kernel = shares.firstIndex { share < $0 } ?? shares.count - 1
        let isEven = kernel == shares.count - 1
        for part in parts {
            switch part {
            case .number(let place, let middles, let width):
                codes[place] =
                    isEven ? generator.unitInterval() : Self.inside(middles[kernel], width, using: &generator)
            case .choice(let place, let count, let choices, let loyalty):
                let any = Double(generator.index(below: count))
                codes[place] = !isEven && generator.unitInterval() < loyalty ? Double(choices[kernel]) : any
            }
        }
    }

    private static func inside(_ middle: Double, _ width: Double, using generator: inout SeededGenerator) -> Double {
        for _ in 0..<mostDraws {
            let number = middle + width * NormalTable.draw(using: &generator)
            if number >= 0, number <= 1 { return number }
        }
        return middle
    }
}
