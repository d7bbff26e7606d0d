import Learning

/// One column's drift, read out once.
struct ColumnDriftView {
    let stability: Double
    let missingShare: Double
    let reference: [Double]
    let current: [Double]

    init(_ column: ColumnDrift) {
        stability = column.stability ?? 0
        missingShare = column.missingShare
        reference = column.referenceShares
        current = column.currentShares
    }
}
