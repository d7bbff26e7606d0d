/// What a row of the learning benchmark measures; the raw values are those of the peers' scripts.
enum BenchMetric: String, Codable, CaseIterable {
    case accuracy
    case rowsPerSecond = "rows_per_second"
    case valuesPerSecond = "values_per_second"
    case cpuSeconds = "cpu_seconds"
    case microseconds
    /// Of the clock on the wall, against the same work on one core.
    case speedUp = "speed_up"

    var unit: String {
        switch self {
        case .accuracy: "accuracy"
        case .rowsPerSecond: "rows/s"
        case .valuesPerSecond: "values/s"
        case .cpuSeconds: "CPU s"
        case .microseconds: "µs a row"
        case .speedUp: "× one core"
        }
    }

    /// A value as the table shows it.
    func text(_ value: Double) -> String {
        switch self {
        case .accuracy, .cpuSeconds: value.fixed(4)
        case .rowsPerSecond, .valuesPerSecond: "\(Int(value.rounded()))"
        case .microseconds, .speedUp: value.fixed(2)
        }
    }
}
