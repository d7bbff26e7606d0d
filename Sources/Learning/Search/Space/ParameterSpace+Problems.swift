extension ParameterSpace {
    /// The most whole numbers that a range may hold: a double counts them all.
    private static let mostWholeNumbers = 1 << 53

    /// Everything that keeps parameters from making a space.
    static func problems(of parameters: [Parameter]) -> [ParameterSpaceError.Problem] {
        guard !parameters.isEmpty else { return [.empty] }
        return parameters.indices.flatMap { place in
            nameProblems(place, parameters) + kindProblems(parameters[place])
                + conditionProblems(place, parameters)
        }
    }

    private static func nameProblems(_ place: Int, _ parameters: [Parameter]) -> [ParameterSpaceError.Problem] {
        let name = parameters[place].name
        if name.isEmpty { return [.noName(place: place)] }
        return parameters[..<place].contains { $0.name == name } ? [.duplicateName(name)] : []
    }

    private static func kindProblems(_ parameter: Parameter) -> [ParameterSpaceError.Problem] {
        switch parameter.kind {
        case .float(let low, let high):
            return floatProblems(parameter.name, low, high)
        case .logFloat(let low, let high):
            let problems = floatProblems(parameter.name, low, high)
            return problems.isEmpty && low <= 0 ? [.logarithmOfNothing(name: parameter.name, low: "\(low)")] : problems
        case .int(let low, let high):
            return wholeProblems(parameter.name, low, high)
        case .logInt(let low, let high):
            let problems = wholeProblems(parameter.name, low, high)
            return problems.isEmpty && low < 1 ? [.logarithmOfNothing(name: parameter.name, low: "\(low)")] : problems
        case .categorical(let choices):
            return choiceProblems(parameter.name, choices)
        }
    }

    private static func floatProblems(
        _ name: String, _ low: Double, _ high: Double
    ) -> [ParameterSpaceError.Problem] {
        guard (high - low).isFinite else { return [.notFinite(name: name, low: low, high: high)] }
        return low > high ? [.reversed(name: name, low: "\(low)", high: "\(high)")] : []
    }

    private static func wholeProblems(_ name: String, _ low: Int, _ high: Int) -> [ParameterSpaceError.Problem] {
        if low > high { return [.reversed(name: name, low: "\(low)", high: "\(high)")] }
        let ends = [low, high].allSatisfy { $0.magnitude <= Self.mostWholeNumbers }
        return ends && high - low < mostWholeNumbers ? [] : [.tooManyWholeNumbers(name: name)]
    }

    private static func choiceProblems(_ name: String, _ choices: [String]) -> [ParameterSpaceError.Problem] {
        guard !choices.isEmpty else { return [.noChoices(name: name)] }
        return choices.indices.filter { choices[..<$0].contains(choices[$0]) }
            .map { .duplicateChoice(name: name, choice: choices[$0]) }
    }

    private static func conditionProblems(
        _ place: Int, _ parameters: [Parameter]
    ) -> [ParameterSpaceError.Problem] {
        let name = parameters[place].name
        guard let condition = parameters[place].condition else { return [] }
        let parent = condition.parent
        guard let parentPlace = parameters.firstIndex(where: { $0.name == parent }) else {
            return [.unknownParent(name: name, parent: parent)]
        }
        guard parentPlace < place else { return [.laterParent(name: name, parent: parent)] }
        guard case .categorical(let choices) = parameters[parentPlace].kind else {
            return [.parentWithoutChoices(name: name, parent: parent)]
        }
        guard !condition.values.isEmpty else { return [.neverApplies(name: name, parent: parent)] }
        return condition.values.filter { !choices.contains($0) }
            .map { .unknownChoice(name: name, parent: parent, choice: $0, choices: choices) }
    }
}
