package import Domain

/// What a learner's setting may be searched in.
package struct SettingLimits: Hashable, Sendable {
    package let name: String
    let isWhole: Bool
    let isLogarithmic: Bool
    /// Own learners may take what those of this program never do.
    var mayBeNegative = false

    /// Looks at other values for it.
    ///
    /// - Parameters:
    ///   - values: Those of the file that are numbers: one fixes it, two are a range, more are choices.
    ///   - count: How many the file names.
    /// - Returns: What is wrong with them, and what to write instead; nil where they can be searched.
    package func problem(with values: [Double], of count: Int) -> String? {
        guard !values.isEmpty, values.count == count, values.allSatisfy({ $0.isFinite && $0.magnitude < 1e9 }) else {
            return "use a number, two ends [low, high], or three and more choices"
        }
        if values.count == 2, values[0] >= values[1] {
            return "the range is on the wrong side: write the lower end first"
        }
        if isWhole, values.contains(where: { $0 != $0.rounded() }) { return "\(name) is a whole number" }
        if !mayBeNegative, values.contains(where: { $0 < 0 }) { return "\(name) is not below 0" }
        if isLogarithmic, values.contains(where: { $0 <= 0 }) {
            return "\(name) is drawn on a logarithmic scale: use numbers above 0"
        }
        return Set(values).count < values.count ? "name each choice once" : nil
    }
}

extension SearchProgram.Scale {
    /// What a setting of a learner of the user's own may be searched in on this scale.
    package func limits(of name: String) -> SettingLimits {
        SettingLimits(
            name: name, isWhole: self == .whole, isLogarithmic: self == .logarithmic,
            mayBeNegative: self != .logarithmic)
    }
}

extension SearchSpace {
    /// The settings of a learner that a pipeline file may give another range.
    package static func settings(of learner: Learner) -> [SettingLimits] {
        LearnerRecipe.of(learner).ranges.map { range in
            var (isWhole, isLogarithmic) = (false, false)
            switch range.draw {
            case .whole: isWhole = true
            case .logarithmic: isLogarithmic = true
            case .even, .oneOf, .fixed: break
            }
            return SettingLimits(name: range.name, isWhole: isWhole, isLogarithmic: isLogarithmic)
        }
    }
}
