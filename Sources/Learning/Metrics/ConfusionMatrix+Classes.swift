/// Metrics of one class, and their averages over the classes.
extension ConfusionMatrix {
    /// How the classes' values become one.
    package enum Average: Hashable, Sendable, CaseIterable {
        /// Each class counts the same; classes without a value are left out.
        case macro
        /// One value from the sums over all classes, which is the accuracy.
        case micro
        /// Each class counts as much as its examples weigh; classes without a value are left out.
        case weighted
    }

    /// Share of those predicted to be of the class that are; nil where none was.
    package func precision(of label: Int) -> Double? {
        ratio(weight(truth: label, predicted: label), predictedWeight(of: label))
    }

    /// Share of the class that was found; nil where it never came.
    package func recall(of label: Int) -> Double? {
        ratio(weight(truth: label, predicted: label), truthWeight(of: label))
    }

    /// The harmonic mean of precision and recall; nil where the class neither came nor was predicted.
    package func f1(of label: Int) -> Double? {
        ratio(2 * weight(truth: label, predicted: label), truthWeight(of: label) + predictedWeight(of: label))
    }

    package func precision(_ average: Average) -> Double? { averaged(average, precision(of:)) }

    package func recall(_ average: Average) -> Double? { averaged(average, recall(of:)) }

    package func f1(_ average: Average) -> Double? { averaged(average, f1(of:)) }

    private func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }

    private func averaged(_ average: Average, _ value: (Int) -> Double?) -> Double? {
        guard average != .micro else { return accuracy }
        var (sum, total) = (0.0, 0.0)
        for label in 0..<classCount {
            guard let value = value(label) else { continue }
            let share = average == .macro ? 1 : truthWeight(of: label)
            sum += share * value
            total += share
        }
        return ratio(sum, total)
    }
}
