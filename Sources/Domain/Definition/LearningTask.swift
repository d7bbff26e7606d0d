/// What a pipeline predicts.
///
/// The other tasks of the architecture (forecasting, recommendation, images) become cases here; ``Output`` has room for them.
package enum LearningTask: Hashable, Codable, Sendable {
    /// One of the named classes; the order gives each its index.
    case classification(classes: [String])
    /// A number, in the target's own unit.
    case regression

    package var classes: [String] {
        switch self {
        case .classification(let classes): classes
        case .regression: []
        }
    }

    /// The metric that the screen leads with: `accuracy` (higher is better) or `MAE` (lower is better).
    package var metricName: String {
        switch self {
        case .classification: "accuracy"
        case .regression: "MAE"
        }
    }

    package var higherIsBetter: Bool {
        switch self {
        case .classification: true
        case .regression: false
        }
    }
}
