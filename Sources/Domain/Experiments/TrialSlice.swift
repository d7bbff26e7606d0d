/// One held-out stretch of the stream that a trial is judged on, with the rows before it that it may learn from.
package struct TrialSlice: Hashable, Codable, Sendable {
    /// Rows of the dataset, oldest first, that may be trained on; the window takes the newest of them.
    package var trainingRows: Range<Int>
    /// Rows on which the trained model is scored; empty: it is not scored.
    package var validationRows: Range<Int>
    /// The mean over the slices so far at which the trial goes on to the next one; nil lets it go on anyway.
    package var bar: Double?

    package init(trainingRows: Range<Int>, validationRows: Range<Int>, bar: Double? = nil) {
        self.trainingRows = trainingRows
        self.validationRows = validationRows
        self.bar = bar
    }
}

/// A trial's score on one slice: a point of its learning curve.
package struct CurvePoint: Hashable, Codable, Sendable {
    /// 0 is the newest slice.
    package var slice: Int
    package var score: MetricEstimate
    package var trainedRows: Int

    package init(slice: Int, score: MetricEstimate, trainedRows: Int) {
        self.slice = slice
        self.score = score
        self.trainedRows = trainedRows
    }
}

extension [CurvePoint] {
    /// The mean over the slices with its 95 % interval, weighted by their rows; nil for no point.
    package var estimate: MetricEstimate? {
        let count = reduce(0) { $0 + $1.score.count }
        guard count > 0 else { return nil }
        let share = map { Double($0.score.count) / Double(count) }
        let value = zip(self, share).reduce(0) { $0 + $1.0.score.value * $1.1 }
        let variance = zip(self, share).reduce(0) { sum, one in
            let part = one.0.score.margin * one.1
            return sum + part * part
        }
        return MetricEstimate(value: value, margin: variance.squareRoot(), count: count)
    }
}
