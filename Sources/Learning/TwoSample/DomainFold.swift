import Domain

/// One fold of a ``DomainClassifier``: a learner of all other rows, and the rows that it has not seen.
struct DomainFold {
    private var learner: LogisticRegression
    private var rows: [[Double]] = []
    private var labels: [Int] = []

    /// Learns the rows outside of the fold, in a new order each pass.
    ///
    /// - Precondition: Both samples have a row in every fold.
    init(
        _ reference: [[Double]], _ current: [[Double]], fold: Int, of folds: Int, passes: Int,
        _ generator: inout SeededGenerator
    ) throws(DistanceError) {
        let width = reference[0].count
        learner = LogisticRegression(
            layout: FeatureLayout(numbers: width), settings: OnlineSettings(step: .constant(0.01)))
        var lessons: [(row: [Double], label: Int)] = []
        for (label, sample) in [reference, current].enumerated() {
            for (place, row) in sample.enumerated() {
                if place % folds == fold {
                    rows.append(row)
                    labels.append(label)
                } else {
                    lessons.append((row, label))
                }
            }
        }
        for _ in 0..<passes {
            lessons.shuffle(using: &generator)
            for lesson in lessons { try learn(lesson.row, lesson.label) }
        }
    }

    /// The chance that a current row scores above a reference row, ties by half.
    func area() throws(DistanceError) -> Double { try area(rows) }

    /// The same after one feature was shuffled among the rows.
    func area(shuffling feature: Int, _ generator: inout SeededGenerator) throws(DistanceError) -> Double {
        let order = rows.indices.shuffled(using: &generator)
        var shuffled = rows
        for (place, other) in order.enumerated() {
            for column in [2 * feature, 2 * feature + 1] { shuffled[place][column] = rows[other][column] }
        }
        return try area(shuffled)
    }

    private func area(_ rows: [[Double]]) throws(DistanceError) -> Double {
        var scored: [(score: Double, label: Int)] = []
        for (row, label) in zip(rows, labels) { scored.append((try score(row), label)) }
        scored.sort { $0.score < $1.score }
        var (wins, below, place) = (0.0, 0, 0)
        while place < scored.count {
            var tied = (reference: 0, current: 0)
            let score = scored[place].score
            while place < scored.count, scored[place].score == score {
                if scored[place].label == 0 { tied.reference += 1 } else { tied.current += 1 }
                place += 1
            }
            wins += Double(tied.current) * (Double(below) + Double(tied.reference) / 2)
            below += tied.reference
        }
        return wins / Double(below * (scored.count - below))
    }

    private mutating func learn(_ row: [Double], _ label: Int) throws(DistanceError) {
        do { try learner.learn(row, target: label, weight: 1) } catch { throw .tooWide }
    }

    private func score(_ row: [Double]) throws(DistanceError) -> Double {
        do { return try learner.probabilities(row)[1] } catch { throw .tooWide }
    }
}

extension DomainFold {
    /// Refuses a sample that cannot be split, and the first row that is not one of `length` finite numbers.
    static func check(
        _ rows: [[Double]], _ sample: DistanceError.Sample, length: Int, least: Int
    ) throws(DistanceError) {
        guard rows.count >= least else { throw .tooFewRows(sample, rows: rows.count, least: least) }
        for (index, row) in rows.enumerated() {
            guard row.count == length, length > 0 else {
                throw .rowLength(sample, index: index, expected: length, found: row.count)
            }
            for value in row where !value.isFinite { throw .notFinite(sample, index: index, value: value) }
        }
    }

    /// Each feature's mean.
    static func centre(_ rows: [[Double]]) -> [Double] {
        rows[0].indices.map { feature in rows.reduce(0) { $0 + $1[feature] } / Double(rows.count) }
    }

    /// Each number followed by the square of its distance from the centre.
    static func widened(_ row: [Double], _ centre: [Double]) -> [Double] {
        zip(row, centre).flatMap { [$0, ($0 - $1) * ($0 - $1)] }
    }
}
