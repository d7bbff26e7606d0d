/// Why a stopping rule cannot be made so.
package enum StoppingRuleError: Error, Hashable, Sendable, CustomStringConvertible {
    case factor(Int)
    case resource(least: Double, most: Double)
    case count(name: String, Int)

    package var description: String {
        switch self {
        case .factor(let factor):
            "the reduction factor is \(factor); keep one trial in 2 or more"
        case .resource(let least, let most):
            "a trial is given from \(least) to \(most); use finite numbers above 0, the lower one first"
        case .count(let name, let count):
            "\(name) is \(count); use 0 or more"
        }
    }
}
