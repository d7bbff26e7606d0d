import Domain

/// A member of an ensemble that watches its own errors: at a warning a background tree begins to learn beside it, at a
/// drift that tree takes its place.
struct DriftingTree: Hashable, Codable, Sendable {
    private let layout: FeatureLayout
    private let settings: EnsembleSettings
    private(set) var tree: HoeffdingTree
    private var background: HoeffdingTree?
    private var warning: ErrorMonitor
    private var drift: ErrorMonitor
    private var generator: SeededGenerator
    private let sampler: PoissonSampler
    private var right = 0.0
    private var seen = 0.0
    /// Trees exchanged or begun anew so far.
    private(set) var driftCount = 0

    init(layout: FeatureLayout, classCount: Int, settings: EnsembleSettings, seed: UInt64) {
        self.layout = layout
        self.settings = settings
        generator = SeededGenerator(seed: seed)
        sampler = PoissonSampler(mean: settings.lambda)
        warning = ErrorMonitor(delta: settings.warningDelta)
        drift = ErrorMonitor(delta: settings.driftDelta)
        tree = HoeffdingTree(
            layout: layout, classCount: classCount, settings: settings.treeSettings(layout), seed: generator.next())
    }

    /// What the member's vote counts for: its accuracy since its tree began; 1 before the first example.
    var voteWeight: Double { seen > 0 && right > 0 ? right / seen : 1 }

    /// Learns one example that was checked.
    mutating func learn(_ features: [Double], label: Int, weight: Double) {
        seen += weight
        if predicts(label, features) { right += weight }
        let copies = sampler.draw(using: &generator) * weight
        guard copies > 0 else { return }
        tree.learnChecked(features, label: label, weight: copies)
        background?.learnChecked(features, label: label, weight: copies)
        let isError = !predicts(label, features)
        if warning.rises(isError: isError) {
            background = fresh()
            warning = ErrorMonitor(delta: settings.warningDelta)
        }
        if drift.rises(isError: isError) { beginAgain() }
    }

    private func predicts(_ label: Int, _ features: [Double]) -> Bool {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: tree.classCount) { shares in
            tree.answer(features, into: shares)
            return Shares.greatest(shares) == label
        }
    }

    private mutating func beginAgain() {
        tree = background ?? fresh()
        background = nil
        warning = ErrorMonitor(delta: settings.warningDelta)
        drift = ErrorMonitor(delta: settings.driftDelta)
        right = 0
        seen = 0
        driftCount += 1
    }

    private mutating func fresh() -> HoeffdingTree {
        HoeffdingTree(
            layout: layout, classCount: tree.classCount, settings: settings.treeSettings(layout),
            seed: generator.next())
    }
}
