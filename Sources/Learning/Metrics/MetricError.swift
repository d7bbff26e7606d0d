/// Why something was not counted into a metric; the metric is as it was before.
package enum MetricError: Error, Hashable, Sendable, CustomStringConvertible {
    case label(name: String, Int)
    case number(name: String, Double)
    case weight(Double)
    case probability(index: Int, Double)
    case probabilityCount(Int)
    case probabilitySum(Double)
    case capacity(Int)
    case fading(Double)
    case cutoff(Int)
    case relevance(index: Int, Double)
    case rowLength(expected: Int, found: Int)
    case score(row: Int, column: Int, Double)
    case tooManyRows(most: Int)

    package var description: String {
        switch self {
        case .label(let name, let label):
            "\(name) is class \(label); use a whole number from 0 to \(FeatureLayout.mostClasses - 1)"
        case .number(let name, let number): "\(name) is \(number); give a finite number"
        case .weight(let weight): "the weight is \(weight); give a finite number that is not negative"
        case .probability(let index, let share): "probability \(index) is \(share); give a number from 0 to 1"
        case .probabilityCount(let found):
            "\(found) probabilities; give one a class, at least two"
        case .probabilitySum(let sum): "the probabilities sum to \(sum); divide them by their sum"
        case .capacity(let capacity): "a window of \(capacity) examples; give at least 1"
        case .fading(let fading): "the fading factor is \(fading); give a number above 0, at most 1"
        case .cutoff(let cutoff): "the list is cut after \(cutoff) places; give at least 1"
        case .relevance(let index, let relevance):
            "the relevance at place \(index) is \(relevance); give a finite number that is not negative"
        case .rowLength(let expected, let found): "the row has \(found) scores; give \(expected), one a task"
        case .score(let row, let column, let score):
            "the score of version \(row) on task \(column) is \(score); give a finite number"
        case .tooManyRows(let most): "one row more than the \(most) tasks; begin a new matrix"
        }
    }
}
