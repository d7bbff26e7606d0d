/// From where on an estimate without labels must not be believed.
package struct TrustLimits: Hashable, Codable, Sendable {
    /// Rows with labels that the reference needs.
    package var referenceRows: Int
    /// Rows that an estimate needs, and rows with labels that the check for concept drift needs.
    package var currentRows: Int
    /// The greatest calibration error on the reference, by rows that the curve was not fitted to.
    ///
    /// It is exceeded where the error is two standard deviations of chance beyond it.
    package var calibrationError: Double
    /// The greatest share of scores below or above all of the reference's.
    package var scoresOutside: Double
    /// The greatest population stability index of the scores.
    ///
    /// Above 0.25 is usually called a shift; estimates are made for shifts, so more is allowed. In simulation bands still
    /// held at 1 with 4,000 rows; far beyond it a few reference rows speak for most of the current ones.
    package var scoreShift: Double
    /// The greatest population stability index of a column.
    package var columnShift: Double
    /// Standard deviations between estimated and realised accuracy from which on the concept is taken to have changed.
    package var gapDeviations: Double

    package init(
        referenceRows: Int = 500, currentRows: Int = 200, calibrationError: Double = 0.05, scoresOutside: Double = 0.02,
        scoreShift: Double = 1, columnShift: Double = 0.5, gapDeviations: Double = 3
    ) {
        self.referenceRows = referenceRows
        self.currentRows = currentRows
        self.calibrationError = calibrationError
        self.scoresOutside = scoresOutside
        self.scoreShift = scoreShift
        self.columnShift = columnShift
        self.gapDeviations = gapDeviations
    }
}
