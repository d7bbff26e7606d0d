/// Why trials tell nothing of their parameters.
package enum ImportanceError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooFewTrials(count: Int, needed: Int)
    case allTheSame
    /// No parameter divides the trials into parts that are large enough and differ.
    case nothingTellsApart

    package var description: String {
        switch self {
        case .tooFewTrials(let count, let needed):
            "\(count) trials have a score; importance needs \(needed)"
        case .allTheSame:
            "all trials reached the same: no parameter made a difference"
        case .nothingTellsApart:
            "no parameter divides the trials into parts that differ"
        }
    }
}
