/// Why an example was refused; the learner is as it was before.
package enum ExampleError: Error, Hashable, Sendable, CustomStringConvertible {
    case featureCount(expected: Int, found: Int)
    case infiniteFeature(index: Int, value: Double)
    case category(index: Int, code: Double, categories: Int)
    case label(Int)
    case labelOfMany(Int, most: Int)
    case target(Double)
    case weight(Double)

    package var description: String {
        switch self {
        case .featureCount(let expected, let found):
            "the example has \(found) features, the learner was made for \(expected); give one number a feature"
        case .infiniteFeature(let index, let value):
            "feature \(index) is \(value); give a finite number, or NaN where it is missing"
        case .category(let index, let code, let categories):
            "feature \(index) is \(code), which is no category; use a whole number from 0 to \(categories - 1)"
        case .label(let label):
            "the label is class \(label); use a whole number from 0 to \(FeatureLayout.mostClasses - 1)"
        case .labelOfMany(let label, let most):
            "the label is class \(label), this learner tells only \(most) classes apart; use another learner"
        case .target(let target):
            "the target is \(target); give a finite number"
        case .weight(let weight):
            "the weight is \(weight); give a finite number that is not negative"
        }
    }
}
