import Domain

/// Judges rows in tumbling batches: a batch with too many bad rows is blocked, which keeps it from all training.
struct BatchVerdict: Codable, Sendable {
    /// What a full batch came to.
    struct Finding: Hashable, Sendable {
        enum Cause: String, Hashable, Sendable {
            case quarantined
            case missing
            case volume
        }

        var rows: ClosedRange<Int64>
        /// Nil for a batch that passes.
        var cause: Cause?
        /// The share (0–1) or, for volume, the batch's span in hours.
        var value: Double
        var bound: Double
        var quarantined: Int
        var count: Int
    }

    private var first: Int64?
    private var last: Int64 = 0
    private var count = 0
    private var quarantined = 0
    private var cells = 0
    private var missing = 0
    private var start: Timestamp?
    private var end: Timestamp?

    /// Counts a row in and gives the finding when the batch is full.
    ///
    /// Duplicates of a key are not bad data and are not to be counted in.
    mutating func add(
        _ row: SourceRow, isQuarantined: Bool, under rules: ValidationDefinition
    ) -> Finding? {
        first = first ?? row.number
        last = max(last, row.number)
        count += 1
        if isQuarantined { quarantined += 1 }
        cells += row.values.count
        missing += row.values.count { $0.isMissing }
        start = start ?? row.time
        end = row.time ?? end
        guard count >= rules.batchRows, let first else { return nil }
        let finding = judge(rows: min(first, last)...last, rules)
        self = BatchVerdict()
        return finding
    }

    private func judge(rows: ClosedRange<Int64>, _ rules: ValidationDefinition) -> Finding {
        let quarantineShare = Double(quarantined) / Double(count)
        let missingShare = cells == 0 ? 0 : Double(missing) / Double(cells)
        func finding(_ cause: Finding.Cause?, _ value: Double, _ bound: Double) -> Finding {
            Finding(rows: rows, cause: cause, value: value, bound: bound, quarantined: quarantined, count: count)
        }
        if quarantineShare > rules.quarantineShare {
            return finding(.quarantined, quarantineShare, rules.quarantineShare)
        }
        if missingShare > rules.missingShare { return finding(.missing, missingShare, rules.missingShare) }
        if let allowed = rules.batchSpan, let start, let end {
            let span = end - start
            if span < allowed.lowerBound {
                return finding(.volume, span.seconds / 3_600, allowed.lowerBound.seconds / 3_600)
            }
            if span > allowed.upperBound {
                return finding(.volume, span.seconds / 3_600, allowed.upperBound.seconds / 3_600)
            }
        }
        return finding(nil, quarantineShare, rules.quarantineShare)
    }
}
