/// How each version scores on what the stream was long ago: rows are versions, columns frozen windows and regimes.
///
/// A score is 1 − loss: the accuracy, or for numbers one minus the clipped error on the loss scale. No learner has seen
/// the rows of any column.
package struct ReplayGrid: Hashable, Codable, Sendable {
    package struct Column: Hashable, Codable, Sendable {
        package enum Kind: String, Hashable, Codable, Sendable {
            /// Reserved rows that came one after another.
            case window
            /// Reserved rows between the training cuts of two versions that followed each other.
            case regime
        }

        package var kind: Kind
        package var from: Timestamp
        package var through: Timestamp
        package var rows: Int

        package init(kind: Kind, from: Timestamp, through: Timestamp, rows: Int) {
            self.kind = kind
            self.from = from
            self.through = through
            self.rows = rows
        }
    }

    /// A mean with half its 95 % interval.
    package struct Estimate: Hashable, Codable, Sendable {
        package var value: Double
        package var margin: Double
        package var count: Int

        package init(value: Double, margin: Double, count: Int) {
            self.value = value
            self.margin = margin
            self.count = count
        }
    }

    package struct Row: Hashable, Codable, Sendable {
        package var version: ModelVersion
        /// One a column; nil where the column has no row.
        package var cells: [Estimate?]

        package init(version: ModelVersion, cells: [Estimate?]) {
            self.version = version
            self.cells = cells
        }
    }

    package var columns: [Column]
    /// Champions in the order of their reign, the candidate last.
    package var rows: [Row]
    /// The candidate's mean score over the regimes.
    package var averageAccuracy: Estimate?
    /// What the candidate scores on earlier regimes above the versions that were trained on them; negative is
    /// forgetting.
    ///
    /// Source: Lopez-Paz, Ranzato, "Gradient Episodic Memory for Continual Learning", NeurIPS 2017.
    package var backwardTransfer: Estimate?
    /// By how much the candidate loses against the champion on each column, paired; nil where it has no row.
    package var drops: [Estimate?] = []
    /// By how much the candidate loses against the champion on its worst column; below 0 it loses on none.
    package var worstDrop: Estimate?
    /// The place of that column.
    package var worstColumn: Int?

    package init(
        columns: [Column], rows: [Row], averageAccuracy: Estimate? = nil, backwardTransfer: Estimate? = nil,
        worstDrop: Estimate? = nil, worstColumn: Int? = nil
    ) {
        self.columns = columns
        self.rows = rows
        self.averageAccuracy = averageAccuracy
        self.backwardTransfer = backwardTransfer
        self.worstDrop = worstDrop
        self.worstColumn = worstColumn
    }

    /// This grid with the rows and numbers of a newer one on the same columns; the newer one where columns differ.
    package func updated(by newer: ReplayGrid) -> ReplayGrid {
        guard columns == newer.columns else { return newer }
        var updated = newer
        updated.rows = rows.map { row in newer.rows.first { $0.version == row.version } ?? row }
        updated.rows += newer.rows.filter { row in !rows.contains { $0.version == row.version } }
        updated.backwardTransfer = newer.backwardTransfer ?? backwardTransfer
        return updated
    }
}
