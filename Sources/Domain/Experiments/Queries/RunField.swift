/// What runs can be chosen and ordered by, beside the settings of their learners.
package enum RunField: String, Hashable, Codable, Sendable, CaseIterable {
    case number
    case search
    case kind
    case state
    /// Why it failed.
    case failure
    case learner
    /// Whether its model would go on learning.
    case updates
    /// What its training begins from.
    case start
    case origin
    case sampler
    /// The run that it repeats or refines.
    case parent
    /// In the task's leading metric.
    case score
    /// Half the width of the score's 95 % interval.
    case margin
    /// Rows that it was trained on.
    case rows
    /// Rows that its recipe asks for.
    case window
    /// Seconds.
    case cpu
    /// Seconds.
    case wall
    /// Seconds from its drawing to its start.
    case queue
    /// MiB at the peak.
    case memory
    /// Size of the model.
    case bytes
    case host
    /// The recipe in short words.
    case recipe
    case dataset
    case model
    /// What its model became.
    case version

    package var isNumber: Bool {
        switch self {
        case .number, .search, .parent, .score, .margin, .rows, .window, .cpu, .wall, .queue, .memory, .bytes, .version:
            true
        case .kind, .state, .failure, .learner, .updates, .start, .origin, .sampler, .host, .recipe, .dataset, .model:
            false
        }
    }

    /// The only words that there are; empty where any may stand.
    package var choices: [String] {
        switch self {
        case .kind: RunRecord.Kind.allCases.map(\.rawValue)
        case .state: RunRecord.State.allCases.map(\.rawValue)
        case .failure: TrialFailure.allCases.map(\.rawValue)
        case .learner: (Learner.allCases + [.program, .blend]).map(\.rawValue)
        case .updates: UpdateMode.allCases.map(\.rawValue)
        case .start: TrialStart.allCases.map(\.rawValue)
        case .origin: RunTracking.Origin.allCases.map(\.rawValue)
        case .number, .search, .parent, .score, .margin, .rows, .window, .cpu, .wall, .queue, .memory, .bytes, .version,
            .sampler, .host, .recipe, .dataset, .model:
            []
        }
    }
}

/// A field's value in a run.
package enum RunValue: Hashable, Codable, Sendable {
    case number(Double)
    case word(String)

    /// As it is read back: a whole number has no point.
    package var text: String {
        switch self {
        case .number(let number): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
        case .word(let word): word
        }
    }
}
