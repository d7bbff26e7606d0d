import Domain
import Learning

/// Reserved rows of the past, and the versions that are scored on them: no learner has seen these rows.
struct ReplayEvidence: Sendable {
    /// A champion of the past or of now, as it was trained; the one of now as it serves.
    struct Reign: Sendable {
        let version: ModelVersion
        private let load: @Sendable () -> (any PublishedModel)?

        /// - Parameters:
        ///   - version: Its name.
        ///   - load: Gives the model when its turn comes, so that not all are in memory at a time; nil where it is not scored.
        init(version: ModelVersion, load: @escaping @Sendable () -> (any PublishedModel)?) {
            self.version = version
            self.load = load
        }

        init(version: ModelVersion, model: (any PublishedModel)?) {
            self.init(version: version) { model }
        }

        /// Loaded at each look; nil where it is not scored this time, or cannot be loaded.
        var model: (any PublishedModel)? { load() }
    }

    /// Rows that came one after another, oldest window first.
    var windows: [[LabelledEvent]] = []
    /// By the end of their training rows.
    var reigns: [Reign] = []
    /// Rows between the training cut of the version before and that of each reign, and last of the candidate.
    var regimes: [[LabelledEvent]] = []
    /// What serves now.
    var champion: Reign?
    /// Whether all reigns have their models, so that forgetting can be told.
    var knowsTransfers = true

    /// Scores every version on every column.
    ///
    /// - Parameters:
    ///   - candidate: A frozen copy, the last row.
    ///   - version: Its name.
    ///   - evidence: The scale of losses.
    /// - Returns: Nil where there is no reserved row.
    /// - Complexity: O(versions × rows)
    func grid(of candidate: any PublishedModel, _ version: ModelVersion, _ evidence: GateEvidence) -> ReplayGrid? {
        let columns = windows.map { (ReplayGrid.Column.Kind.window, $0) } + regimes.map { (.regime, $0) }
        guard columns.contains(where: { !$0.1.isEmpty }) else { return nil }
        func losses(_ model: (any PublishedModel)?) -> [[Double]]? {
            model.map { model in
                columns.map { evidence.losses(of: model, on: $0.1) }
            }
        }
        let past = reigns.map { losses($0.model) }
        let own = columns.map { evidence.losses(of: candidate, on: $0.1) }
        var grid = ReplayGrid(
            columns: columns.map { kind, rows in
                ReplayGrid.Column(
                    kind: kind, from: rows.first?.event.time ?? Timestamp(rawValue: 0),
                    through: rows.last?.event.time ?? Timestamp(rawValue: 0), rows: rows.count)
            },
            rows: zip(reigns, past).compactMap { reign, losses in losses.map { Self.row(reign.version, $0) } }
                + [Self.row(version, own)])
        let regimes = grid.columns.indices.filter { grid.columns[$0].kind == .regime }
        grid.averageAccuracy = Self.mean(regimes.compactMap { Self.estimate(own[$0].map { 1 - $0 }) })
        if knowsTransfers {
            grid.backwardTransfer = Self.mean(
                zip(regimes, past).compactMap { column, losses in
                    losses.flatMap { Self.estimate(zip($0[column], own[column]).map { $0 - $1 }) }
                })
        }
        let serving =
            reigns.firstIndex { $0.version == champion?.version }.flatMap { past[$0] } ?? losses(champion?.model)
        if let serving { findWorst(own, serving, in: &grid) }
        return grid
    }

    private static func row(_ version: ModelVersion, _ losses: [[Double]]) -> ReplayGrid.Row {
        ReplayGrid.Row(version: version, cells: losses.map { estimate($0.map { 1 - $0 }) })
    }

    private func findWorst(_ candidate: [[Double]], _ champion: [[Double]], in grid: inout ReplayGrid) {
        grid.drops = grid.columns.indices.map { column in
            Self.estimate(zip(candidate[column], champion[column]).map { $0 - $1 })
        }
        for column in grid.columns.indices {
            guard let drop = grid.drops[column],
                grid.worstDrop.map({ drop.value > $0.value + 1e-12 }) ?? true
            else { continue }
            (grid.worstDrop, grid.worstColumn) = (drop, column)
        }
    }

    /// A mean with its interval; one value alone says nothing of its spread: the whole scale.
    private static func estimate(_ values: [Double]) -> ReplayGrid.Estimate? {
        guard let first = values.first else { return nil }
        guard let interval = MeanInterval(values) else {
            return ReplayGrid.Estimate(value: first, margin: 1, count: 1)
        }
        return ReplayGrid.Estimate(value: interval.mean, margin: interval.margin, count: interval.count)
    }

    /// The mean of independent estimates, each of the same weight.
    private static func mean(_ estimates: [ReplayGrid.Estimate]) -> ReplayGrid.Estimate? {
        guard !estimates.isEmpty else { return nil }
        let count = Double(estimates.count)
        let square = estimates.reduce(0) { $0 + $1.margin * $1.margin }
        return ReplayGrid.Estimate(
            value: estimates.reduce(0) { $0 + $1.value } / count, margin: square.squareRoot() / count,
            count: estimates.reduce(0) { $0 + $1.count })
    }
}
