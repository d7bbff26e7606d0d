extension GateResult.Gate {
    /// As the screen and the sentences call it.
    package var words: String {
        switch self {
        case .integrity: "integrity"
        case .holdout: "new rows"
        case .oldWindows: "old windows"
        case .latency: "latency"
        }
    }
}
