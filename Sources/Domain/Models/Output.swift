/// What a model answers for one event.
///
/// Rankings and quantile paths are here from the first day, so that later tasks need no second record format.
package enum Output: Hashable, Codable, Sendable {
    /// One probability a class, in the task's order; they sum to 1.
    case probabilities([Double])
    /// A number in the target's unit.
    case value(Double)
    /// `horizon steps × quantiles`, row-major by step.
    case quantilePath([[Double]])
    /// Item indices, best first.
    case ranking([Int])

    /// Stands where a model was asked and gave no answer; of every loss it has the highest.
    package static let unanswered = Output.ranking([])

    /// The class with the highest probability, the first of equals; nil for other outputs.
    package var predictedClass: Int? {
        guard case .probabilities(let shares) = self, var best = shares.first else { return nil }
        var index = 0
        for (candidate, share) in shares.enumerated().dropFirst() where share > best {
            best = share
            index = candidate
        }
        return index
    }

    /// The highest probability; nil for outputs without one.
    package var confidence: Double? {
        guard case .probabilities(let shares) = self else { return nil }
        return shares.max()
    }

    /// Whether every number in it is finite, and there is one.
    package var isValid: Bool {
        switch self {
        case .probabilities(let shares): !shares.isEmpty && shares.allSatisfy(\.isFinite)
        case .value(let value): value.isFinite
        case .quantilePath(let path): !path.isEmpty && path.allSatisfy { $0.allSatisfy(\.isFinite) }
        case .ranking(let items): !items.isEmpty
        }
    }
}
