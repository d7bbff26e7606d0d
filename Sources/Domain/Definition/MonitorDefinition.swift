/// What is watched, over which windows, and when it becomes an alert.
package struct MonitorDefinition: Hashable, Codable, Sendable {
    /// Weight that each labelled event keeps when the next one comes, 0–1; the window is about 1 ÷ (1 − fading).
    package var fading: Double
    /// Events of the reference window for drift.
    package var referenceRows: Int
    /// Newest events compared with the reference.
    package var currentRows: Int
    /// Population stability index at which a column has drifted.
    package var stabilityLimit: Double
    /// Watches the losses for a change.
    package var detector: DetectorKind
    /// ADWIN's confidence parameter: smaller means fewer alarms.
    package var adwinDelta: Double
    /// Drop of the served metric from its best since the last promotion that raises the decay alert: accuracy points
    /// (0–1), or the share of the error for regression.
    package var decayDrop: Double
    /// Missing share of a column's current window above its reference share that raises an alert, 0–1.
    package var missingRise: Double
    /// Share of the newest rows kept out by one column's range, set or type that raises an alert, 0–1.
    package var outOfRange: Double
    /// Evaluations for which a condition must hold before its alert fires.
    package var pendingEvaluations: Int
    /// Command that is run for each new firing alert, the alert as JSON on its standard input; empty: none.
    package var notify: [String]

    package init(
        fading: Double = 0.998, referenceRows: Int = 1_000, currentRows: Int = 500, stabilityLimit: Double = 0.25,
        detector: DetectorKind = .adwin, adwinDelta: Double = 0.002, decayDrop: Double = 0.05,
        missingRise: Double = 0.1, outOfRange: Double = 0.05,
        pendingEvaluations: Int = 2, notify: [String] = []
    ) {
        self.fading = fading
        self.referenceRows = referenceRows
        self.currentRows = currentRows
        self.stabilityLimit = stabilityLimit
        self.detector = detector
        self.adwinDelta = adwinDelta
        self.decayDrop = decayDrop
        self.missingRise = missingRise
        self.outOfRange = outOfRange
        self.pendingEvaluations = pendingEvaluations
        self.notify = notify
    }
}
