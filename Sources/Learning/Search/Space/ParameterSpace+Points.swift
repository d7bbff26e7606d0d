package import Domain

extension ParameterSpace {
    /// Draws a point: each parameter that applies evenly on its scale.
    package func sample(using generator: inout SeededGenerator) -> ParameterPoint {
        var codes = [Double](repeating: .nan, count: parameters.count)
        for place in parameters.indices where applies(place, codes) {
            codes[place] = drawn(place, using: &generator)
        }
        return point(codes)
    }

    /// The nearest point of this space to one of another.
    ///
    /// Numbers outside go to the nearer end, whole ones are rounded. A parameter that the foreign point lacks, or whose
    /// value is no choice here or not a number, is the middle of its range or its first choice; what this space does
    /// not have or what does not apply is left out.
    package func clipped(_ foreign: ParameterPoint) -> ParameterPoint {
        var codes = [Double](repeating: .nan, count: parameters.count)
        var entries: [ParameterPoint.Entry] = []
        for place in parameters.indices where applies(place, codes) {
            let name = parameters[place].name
            let value = clipped(foreign[name], at: place)
            codes[place] = code(of: value, at: place)
            entries.append(.init(name, value))
        }
        return ParameterPoint(entries)
    }

    /// Whether a point is one of this space's: exactly the parameters that apply, within their ranges.
    package func contains(_ point: ParameterPoint) -> Bool {
        clipped(point) == point
    }

    /// A point's codes, one a parameter, clipped into the space; NaN where a parameter does not apply.
    func codes(of point: ParameterPoint) -> [Double] {
        var codes = [Double](repeating: .nan, count: parameters.count)
        for place in parameters.indices where applies(place, codes) {
            codes[place] = code(of: point[parameters[place].name], at: place)
        }
        return codes
    }

    /// The point at these codes; codes of parameters that do not apply are not read.
    func point(_ codes: [Double]) -> ParameterPoint {
        var known = codes
        var entries: [ParameterPoint.Entry] = []
        entries.reserveCapacity(parameters.count)
        for place in parameters.indices {
            guard applies(place, known) else {
                known[place] = .nan
                continue
            }
            entries.append(.init(parameters[place].name, value(at: place, code: known[place])))
        }
        return ParameterPoint(entries)
    }

    func drawn(_ place: Int, using generator: inout SeededGenerator) -> Double {
        guard let count = scales[place].choiceCount else { return scales[place].settled(generator.unitInterval()) }
        return Double(generator.index(below: count))
    }

    private func code(of value: ParameterValue?, at place: Int) -> Double {
        if case .category(let choice) = clipped(value, at: place), case .categorical(let all) = parameters[place].kind {
            return Double(all.firstIndex(of: choice) ?? 0)
        }
        return Self.number(value).map(scales[place].code) ?? scales[place].settled(0.5)
    }

    private func clipped(_ value: ParameterValue?, at place: Int) -> ParameterValue {
        switch parameters[place].kind {
        case .categorical(let choices):
            guard case .category(let choice)? = value, choices.contains(choice) else { return .category(choices[0]) }
            return .category(choice)
        case .float(let low, let high), .logFloat(let low, let high):
            guard let number = Self.number(value) else { return self.value(at: place, code: 0.5) }
            return .float(min(max(number, low), high))
        case .int(let low, let high), .logInt(let low, let high):
            guard let number = Self.number(value) else { return self.value(at: place, code: 0.5) }
            return .int(Int(min(max(number.rounded(), Double(low)), Double(high))))
        }
    }

    private static func number(_ value: ParameterValue?) -> Double? {
        guard let number = value?.number, !number.isNaN else { return nil }
        return number
    }

    private func value(at place: Int, code: Double) -> ParameterValue {
        let number = scales[place].number(code)
        switch parameters[place].kind {
        case .float, .logFloat: return .float(number)
        case .int, .logInt: return .int(Int(number))
        case .categorical(let choices): return .category(choices[Int(number)])
        }
    }
}
