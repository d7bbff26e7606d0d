package import Domain

/// What a learner of the user's own is told to learn: the features of the training rows, and their labels.
package struct ProgramTable: Sendable {
    package let task: LearningTask
    /// One a feature.
    package let names: [String]
    /// `rows × features`, row-major, as ``ProgramTable/plain(_:)`` gives them; the oldest row first.
    package let values: [Double]
    /// A class' index or a number, one a row.
    package let labels: [Double]
    /// How much each row counts; nil for all alike.
    package let weights: [Double]?
    package let settings: [Hyperparameter]
    package let seed: UInt64

    package var rows: Int { labels.count }

    /// The largest number that a program is told.
    private static let largest = 1e30

    /// A feature as a program is told it: NaN where it is missing, else within ±1e30, which a 32-bit number holds, too.
    ///
    /// What is wild must not end a program that computes with less.
    package static func plain(_ value: Double) -> Double {
        value.isNaN ? .nan : min(max(value, -largest), largest)
    }

    /// What is answered where the program is silent: the classes' weighted shares, or the mean of the labels.
    var standIn: Output {
        var sums = Array(repeating: 0.0, count: max(1, task.classes.count))
        var total = 0.0
        for (row, label) in labels.enumerated() {
            let weight = weights?[row] ?? 1
            total += weight
            if task == .regression { sums[0] += weight * label } else { sums[Int(label)] += weight }
        }
        guard total > 0 else {
            return task == .regression ? .number(0) : .shares(sums.map { _ in 1 / Double(sums.count) })
        }
        return task == .regression ? .number(sums[0] / total) : .shares(sums.map { $0 / total })
    }
}
