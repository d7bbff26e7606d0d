/// Predicted numbers beside how far off they turned out to be, checked once.
package struct LabelledErrors: Hashable, Sendable {
    package let predictions: [Double]
    /// How far each prediction is from what no model would have said, such as the last label known.
    package let distances: [Double]
    /// Absolute errors.
    package let errors: [Double]

    /// - Parameters:
    ///   - predictions: At least one.
    ///   - distances: One a prediction.
    ///   - errors: One a prediction.
    /// - Throws: ``CalibrationInputError``
    package init(predictions: [Double], distances: [Double], errors: [Double]) throws(CalibrationInputError) {
        for (numbers, name) in [(predictions, "predictions"), (distances, "distances"), (errors, "errors")] {
            guard numbers.count == predictions.count else {
                throw .lengths(scores: predictions.count, other: numbers.count, name: name)
            }
            try CalibrationInputError.check(scores: numbers)
        }
        self.predictions = predictions
        self.distances = distances
        self.errors = errors
    }

    package var count: Int { errors.count }
}
