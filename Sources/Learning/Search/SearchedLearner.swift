import Domain

/// A learner as a search knows it: one that comes with this program, or one of the user's own.
struct SearchedLearner: Sendable {
    let learner: Learner
    let program: LearnerProgram?
    /// Where its settings are drawn from.
    let ranges: [HyperparameterRange]

    /// How pipeline files and parameter spaces call it.
    var name: String { program?.name ?? learner.rawValue }

    /// One that comes with this program, with the settings that a pipeline's question has.
    init(_ learner: Learner, _ task: LearningTask, _ given: [SearchRange] = []) {
        self.learner = learner
        program = nil
        ranges = LearnerRecipe.of(learner).ranges.filter { task == .regression || !$0.isForNumbers }.map { range in
            let values = given.first { $0.learner == learner && $0.name == range.name }?.values ?? []
            return values.isEmpty ? range : range.drawn(from: values)
        }
    }

    /// One of the user's own, whose settings have only what its file says; the standard is the middle.
    init(_ own: SearchProgram) {
        learner = .program
        program = own.program
        ranges = own.settings.map { setting in
            let ends = (low: setting.values.first ?? 0, high: setting.values.last ?? 0)
            let middle = (ends.low + ends.high) / 2
            return switch (setting.values.count, setting.scale) {
            case (2, .even): HyperparameterRange(setting.name, .even(ends.low, ends.high), middle)
            case (2, .whole):
                HyperparameterRange(setting.name, .whole(Int(ends.low), Int(ends.high)), middle.rounded())
            case (2, .logarithmic):
                HyperparameterRange(
                    setting.name, .logarithmic(ends.low, ends.high), (ends.low * ends.high).squareRoot())
            default: HyperparameterRange(setting.name, .oneOf(setting.values), ends.low)
            }
        }
    }

    /// All learners of a search, those that come with this program first.
    static func all(_ definition: SearchDefinition, _ task: LearningTask) -> [SearchedLearner] {
        definition.learners.map { SearchedLearner($0, task, definition.strategy.ranges) }
            + definition.programs.map { SearchedLearner($0) }
    }
}

extension HyperparameterRange {
    /// The same setting drawn from what a pipeline file names: a range, or choices.
    fileprivate func drawn(from values: [Double]) -> HyperparameterRange {
        let other: Draw
        if values.count == 2 {
            switch draw {
            case .whole: other = .whole(Int(values[0]), Int(values[1]))
            case .logarithmic: other = .logarithmic(values[0], values[1])
            case .even, .fixed: other = .even(values[0], values[1])
            case .oneOf: other = .oneOf(values)
            }
        } else {
            other = .oneOf(values)
        }
        return HyperparameterRange(name, other, standard, live: standardLive, isForNumbers: isForNumbers)
    }
}
