/// The settings that a search may choose and how they depend on each other, checked once.
///
/// A parameter with a condition applies only where its categorical parent, which stands before it, applies and has one
/// of the values named. Points hold the parameters that apply, in the space's order.
package struct ParameterSpace: Hashable, Sendable {
    package let parameters: [Parameter]
    /// Places of the parents; nil for a parameter that always applies.
    let parents: [Int?]
    /// Where a parameter has a condition: for each choice of the parent whether it applies.
    let admits: [[Bool]]
    let scales: [ParameterScale]

    /// - Throws: ``ParameterSpaceError`` with everything that is wrong.
    package init(_ parameters: [Parameter]) throws(ParameterSpaceError) {
        let problems = Self.problems(of: parameters)
        guard problems.isEmpty else { throw ParameterSpaceError(problems: problems) }
        self.parameters = parameters
        parents = parameters.map { child in parameters.firstIndex { $0.name == child.condition?.parent } }
        admits = parameters.map { child in
            guard let condition = child.condition,
                case .categorical(let choices)? = parameters.first(where: { $0.name == condition.parent })?.kind
            else { return [] }
            return choices.map(condition.values.contains)
        }
        scales = parameters.map { ParameterScale($0.kind) }
    }

    /// How many different points there are: infinity where a float has more than one value.
    package var size: Double {
        parameters.indices.filter { parents[$0] == nil }.reduce(1) { $0 * pointCount(under: $1) }
    }

    /// Whether a parameter applies, given the codes of those before it.
    func applies(_ place: Int, _ codes: [Double]) -> Bool {
        guard let parent = parents[place] else { return true }
        return !codes[parent].isNaN && admits[place][Int(codes[parent])]
    }

    /// The values of one parameter together with those of all that depend on it.
    private func pointCount(under place: Int) -> Double {
        let children = parameters.indices.filter { parents[$0] == place }
        guard case .choices(let count) = scales[place] else { return scales[place].valueCount }
        return (0..<count).reduce(0) { sum, choice in
            sum + children.filter { admits[$0][choice] }.reduce(1) { $0 * pointCount(under: $1) }
        }
    }
}

extension ParameterSpace: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parameters = try container.decode([Parameter].self)
        do {
            try self.init(parameters)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(parameters)
    }
}
