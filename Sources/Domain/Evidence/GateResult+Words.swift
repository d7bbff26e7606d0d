extension GateResult.Gate {
    /// As the screen and the sentences call it.
    package var words: String {
        switch self {
        case .integrity: "integrity"
        case .smoke: "smoke"
        case .holdout: "freshness"
        case .champion: "new rows"
        case .oldWindows: "old windows"
        case .golden: "golden set"
        case .slices: "slices"
        case .bias: "bias"
        case .calibration: "calibration"
        case .robustness: "robustness"
        case .latency: "latency"
        case .data: "data"
        case .reproducibility: "same again"
        case .sanity: "sanity"
        }
    }

    /// What its value is measured in.
    package var unit: Unit {
        switch self {
        case .integrity, .smoke, .golden, .robustness: .count
        case .champion, .oldWindows, .slices, .sanity, .reproducibility: .lossDifference
        case .holdout, .bias, .calibration, .data: .share
        case .latency: .milliseconds
        }
    }

    /// How a gate's value reads.
    package enum Unit: Hashable, Sendable {
        /// Things that are wrong.
        case count
        /// Above 0 is worse than what it was held against.
        case lossDifference
        case share
        case milliseconds
    }
}
