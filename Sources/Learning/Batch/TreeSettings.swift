import Domain

/// The hyperparameters of a tree learner, each inside its range.
///
/// XGBoost takes nonsense without a word, so that they are checked here; a name that is left out has its default.
struct TreeSettings {
    private struct Rule {
        var name: String
        var range: ClosedRange<Double>
        var standard: Double
    }

    private let values: [String: Double]

    /// - Throws: ``TrialError`` for an unknown name, a value outside of its range, or a learner without trees.
    init(_ specification: TrialSpecification) throws(TrialError) {
        let rules = Self.rules(of: specification.learner)
        var values = Dictionary(uniqueKeysWithValues: rules.map { ($0.name, $0.standard) })
        for hyperparameter in specification.hyperparameters {
            let (name, value) = (hyperparameter.name, hyperparameter.value)
            guard let rule = rules.first(where: { $0.name == name }) else {
                let known = rules.map(\.name).joined(separator: ", ")
                throw TrialError(.invalid, "\(specification.learner.rawValue) has no \(name); it has \(known)")
            }
            guard rule.range.contains(value) else {
                let (low, high) = (rule.range.lowerBound, rule.range.upperBound)
                throw TrialError(.invalid, "\(name) is \(value); use a number from \(low) to \(high)")
            }
            values[name] = value
        }
        guard Int64(exactly: specification.seed) != nil else {
            throw TrialError(.invalid, "seed is \(specification.seed); use one below \(UInt64(Int64.max))")
        }
        self.values = values
    }

    /// - Precondition: `name` is one of the learner's.
    subscript(name: String) -> Double {
        guard let value = values[name] else { preconditionFailure("TreeSettings has no \(name)") }
        return value
    }

    func whole(_ name: String) -> Int { Int(self[name]) }

    /// Trees, or DART where a share of them is dropped.
    var booster: XGBoostTrainer.Booster {
        guard let drop = values["drop"], drop > 0 else { return .trees }
        return .dart(drop: drop)
    }

    private static func rules(of learner: Learner) -> [Rule] {
        let common = [
            Rule(name: "subsample", range: 0.01...1, standard: 0.8),
            Rule(name: "min_child_weight", range: 0...1_000_000, standard: 1),
            Rule(name: "lambda", range: 0...1_000_000, standard: 1), Rule(name: "loss", range: 0...2, standard: 0),
        ]
        return switch learner {
        case .gradientBoosting:
            [
                Rule(name: "depth", range: 1...16, standard: 5), Rule(name: "rate", range: 0.0001...1, standard: 0.1),
                Rule(name: "rounds", range: 1...5_000, standard: 100),
                Rule(name: "columns", range: 0.01...1, standard: 0.8), Rule(name: "drop", range: 0...0.9, standard: 0),
            ] + common
        case .randomForest:
            [
                Rule(name: "depth", range: 1...16, standard: 5), Rule(name: "trees", range: 1...2_000, standard: 60),
                Rule(name: "columns", range: 0.01...1, standard: 0.6),
            ] + common
        default: []
        }
    }
}
