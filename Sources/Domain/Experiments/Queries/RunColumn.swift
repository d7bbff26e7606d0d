/// A field of every run, or one setting of one learner, written `boosted-trees.depth`.
package enum RunColumn: Hashable, Codable, Sendable {
    case field(RunField)
    case setting(learner: Learner, name: String)

    /// What a column's name stands for.
    ///
    /// - Parameters:
    ///   - name: As a person writes it.
    ///   - task: The pipeline's: `accuracy` and `mae` are its score, each where it is the metric.
    ///   - settings: The names that each learner's settings have; of a learner that is not among them any name will do.
    ///   - place: Where the name stands, for the error.
    /// - Throws: ``RunConditionError`` with what can be written instead.
    package init(
        _ name: String, task: LearningTask, settings: [Learner: [String]] = [:], place: Int = 1
    ) throws(RunConditionError) {
        let lower = name.lowercased()
        if let field = RunField(rawValue: lower) {
            self = .field(field)
        } else if lower == "accuracy" || lower == "mae" {
            guard lower == task.metricName.lowercased() else {
                throw RunConditionError(
                    place: place, found: name, problem: "this pipeline has \(task.metricName); write score")
            }
            self = .field(.score)
        } else if let point = lower.firstIndex(of: ".") {
            let learner = String(lower[..<point])
            let setting = String(lower[lower.index(after: point)...])
            guard let known = Learner(rawValue: learner) else {
                throw RunConditionError(
                    place: place, found: name,
                    problem: Self.unknown("learner", learner, among: Learner.allCases.map(\.rawValue)))
            }
            if let names = settings[known], !setting.isEmpty, !names.contains(setting) {
                throw RunConditionError(
                    place: place, found: name,
                    problem: names.isEmpty
                        ? "\(learner) has no settings" : Self.unknown("setting \(learner).", setting, among: names))
            }
            guard !setting.isEmpty else {
                throw RunConditionError(
                    place: place, found: name, problem: "name a setting after the point, such as \(learner).depth")
            }
            self = .setting(learner: known, name: setting)
        } else {
            throw RunConditionError(
                place: place, found: name,
                problem: Self.unknown("column", name, among: RunField.allCases.map(\.rawValue) + ["accuracy", "mae"])
                    + ", or LEARNER.SETTING")
        }
    }

    package var isNumber: Bool {
        switch self {
        case .field(let field): field.isNumber
        case .setting: true
        }
    }

    package var name: String {
        switch self {
        case .field(let field): field.rawValue
        case .setting(let learner, let name): "\(learner.rawValue).\(name)"
        }
    }

    static func unknown(_ what: String, _ word: String, among names: [String]) -> String {
        let nearest = NearestName.of(word.lowercased(), among: names).map { "did you mean \($0)? Write" } ?? "write"
        let whole = what.hasSuffix(".") ? what + word : "\(what) \(word)"
        return "there is no \(whole); \(nearest) one of \(names.joined(separator: ", "))"
    }
}
