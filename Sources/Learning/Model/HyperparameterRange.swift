import Domain

/// One setting of a learner: where a search draws it from, and what it is without a search.
struct HyperparameterRange: Sendable {
    enum Draw: Sendable {
        case whole(Int, Int)
        case even(Double, Double)
        case logarithmic(Double, Double)
        case oneOf([Double])
        /// Not searched.
        case fixed
    }

    let name: String
    let draw: Draw
    let standard: Double
    /// Of a learner that goes on learning, where that needs another one.
    let standardLive: Double
    /// Whether it is drawn for regression alone.
    let isForNumbers: Bool

    init(_ name: String, _ draw: Draw, _ standard: Double, live: Double? = nil, isForNumbers: Bool = false) {
        self.name = name
        self.draw = draw
        self.standard = standard
        standardLive = live ?? standard
        self.isForNumbers = isForNumbers
    }

    func drawn(using generator: inout SeededGenerator) -> Hyperparameter {
        func even(_ low: Double, _ high: Double) -> Double { low + (high - low) * generator.unitInterval() }
        let value =
            switch draw {
            case .whole(let low, let high): Double(low + generator.index(below: high - low + 1))
            case .even(let low, let high): even(low, high)
            case .logarithmic(let low, let high): Elementary.exp(even(Elementary.log(low), Elementary.log(high)))
            case .oneOf(let choices): choices[generator.index(below: choices.count)]
            case .fixed: standard
            }
        return Hyperparameter(name, value)
    }
}
