/// Why an estimate without labels must not be believed, with what was found and what is allowed.
package enum DistrustReason: Hashable, Codable, Sendable, CustomStringConvertible {
    case fewReferenceRows(found: Int, needed: Int)
    case fewCurrentRows(found: Int, needed: Int)
    case miscalibrated(error: Double, limit: Double)
    case scoresOutside(share: Double, limit: Double)
    case scoreShift(stability: Double, limit: Double)
    /// The column that shifted most, and how many are beyond the limit.
    case columnShift(column: String, stability: Double, columns: Int, limit: Double)
    /// Labels say something else than the estimate on the same rows.
    case conceptDrift(estimated: Double, realised: Double, deviations: Double, rows: Int)
    /// Labels say another mean absolute error than the estimate on the same rows.
    case errorDrift(estimated: Double, realised: Double, deviations: Double, rows: Int)

    package var description: String {
        switch self {
        case .fewReferenceRows(let found, let needed):
            "the reference has \(found) rows with labels, \(needed) are needed"
        case .fewCurrentRows(let found, let needed):
            "the estimate has \(found) rows, \(needed) are needed"
        case .miscalibrated(let error, let limit):
            "calibrated probabilities are off by \(percent(error)) on the reference, \(percent(limit)) is allowed"
        case .scoresOutside(let share, let limit):
            "\(percent(share)) of the scores are outside the reference's range, \(percent(limit)) is allowed"
        case .scoreShift(let stability, let limit):
            "the scores' stability index is \(hundredths(stability)), \(hundredths(limit)) is allowed"
        case .columnShift(let column, let stability, let columns, let limit):
            "the stability index of column \(column) is \(hundredths(stability)), \(hundredths(limit)) is allowed"
                + (columns > 1 ? "; \(columns) columns are beyond it" : "")
        case .conceptDrift(let estimated, let realised, let deviations, let rows):
            "on \(rows) rows with labels the accuracy is \(percent(realised)), the estimate said "
                + "\(percent(estimated)): \(hundredths(deviations)) standard deviations apart"
        case .errorDrift(let estimated, let realised, let deviations, let rows):
            "on \(rows) rows with labels the mean error is \(hundredths(realised)), the estimate said "
                + "\(hundredths(estimated)): \(hundredths(deviations)) standard deviations apart"
        }
    }

    private func percent(_ share: Double) -> String {
        "\(Double((share * 1_000).rounded()) / 10) %"
    }

    private func hundredths(_ value: Double) -> String {
        "\((value * 100).rounded() / 100)"
    }
}
