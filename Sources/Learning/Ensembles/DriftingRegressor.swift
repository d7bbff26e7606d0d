import Domain

/// A regression member of an ensemble that watches its own errors, as ``DriftingTree`` does for classes.
///
/// An error counts as a share of three deviations of the errors seen so far, at most 1.
struct DriftingRegressor: Hashable, Codable, Sendable {
    struct Settings: Hashable, Codable, Sendable {
        var tree: RegressionTreeSettings
        var warningDelta: Double
        var driftDelta: Double
        /// Draws how often an example counts; nil counts each once.
        var sampler: PoissonSampler?
    }

    private let layout: FeatureLayout
    private let settings: Settings
    private(set) var tree: HoeffdingTreeRegressor
    private var background: HoeffdingTreeRegressor?
    private var warning: ErrorMonitor
    private var drift: ErrorMonitor
    private var errors = RunningMoments()
    private var generator: SeededGenerator
    /// Trees exchanged or begun anew so far.
    private(set) var driftCount = 0

    init(layout: FeatureLayout, settings: Settings, seed: UInt64) {
        self.layout = layout
        self.settings = settings
        generator = SeededGenerator(seed: seed)
        warning = ErrorMonitor(delta: settings.warningDelta)
        drift = ErrorMonitor(delta: settings.driftDelta)
        tree = HoeffdingTreeRegressor(layout: layout, settings: settings.tree, seed: generator.next())
    }

    /// Learns one example that was checked.
    mutating func learn(_ features: [Double], target: Double, weight: Double) {
        let miss = (tree.predictChecked(features) - target).magnitude
        let copies = (settings.sampler?.draw(using: &generator) ?? 1) * weight
        guard copies > 0 else { return }
        tree.learnChecked(features, target: target, weight: copies)
        background?.learnChecked(features, target: target, weight: copies)
        errors.add(miss)
        let spread = 3 * (errors.mean + errors.standardDeviation)
        let share = spread > 0 ? min(1, miss / spread) : 0
        if warning.rises(share) {
            background = fresh()
            warning = ErrorMonitor(delta: settings.warningDelta)
        }
        if drift.rises(share) { beginAgain() }
    }

    private mutating func beginAgain() {
        tree = background ?? fresh()
        background = nil
        warning = ErrorMonitor(delta: settings.warningDelta)
        drift = ErrorMonitor(delta: settings.driftDelta)
        driftCount += 1
    }

    private mutating func fresh() -> HoeffdingTreeRegressor {
        HoeffdingTreeRegressor(layout: layout, settings: settings.tree, seed: generator.next())
    }
}
