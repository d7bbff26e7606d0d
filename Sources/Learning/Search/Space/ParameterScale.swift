/// A parameter's values as codes that samplers compute with.
///
/// A number's code lies in [0, 1], evenly on its own scale; a category's code is its place among the choices. Each
/// whole number has a stretch of its own of [0, 1], and the middle of the stretch is its code.
enum ParameterScale: Hashable, Sendable {
    case float(low: Double, high: Double)
    case logFloat(low: Double, high: Double, from: Double, to: Double)
    case int(low: Int, high: Int)
    /// The scale's ends lie half a whole number outside.
    case logInt(low: Int, high: Int, from: Double, to: Double)
    case choices(Int)

    init(_ kind: Parameter.Kind) {
        switch kind {
        case .float(let low, let high):
            self = .float(low: low, high: high)
        case .logFloat(let low, let high):
            self = .logFloat(low: low, high: high, from: Elementary.log(low), to: Elementary.log(high))
        case .int(let low, let high):
            self = .int(low: low, high: high)
        case .logInt(let low, let high):
            let (from, to) = (Elementary.log(Double(low) - 0.5), Elementary.log(Double(high) + 0.5))
            self = .logInt(low: low, high: high, from: from, to: to)
        case .categorical(let choices):
            self = .choices(choices.count)
        }
    }

    /// Infinity for a float of more than one value.
    var valueCount: Double {
        switch self {
        case .float(let low, let high), .logFloat(let low, let high, _, _): low == high ? 1 : .infinity
        case .int(let low, let high), .logInt(let low, let high, _, _): Double(high - low + 1)
        case .choices(let count): Double(count)
        }
    }

    /// How many choices a categorical parameter has; nil for a number.
    var choiceCount: Int? {
        if case .choices(let count) = self { return count }
        return nil
    }

    /// The code of a number, whose ends are those of the range: what lies outside goes to the nearer end.
    func code(_ number: Double) -> Double {
        switch self {
        case .float(let low, let high):
            Self.share(number, low, high)
        case .logFloat(let low, let high, let from, let to):
            Self.share(Elementary.log(min(max(number, low), high)), from, to)
        case .int(let low, let high):
            (Double(Self.whole(number, low, high) - low) + 0.5) / Double(high - low + 1)
        case .logInt(let low, let high, let from, let to):
            Self.share(Elementary.log(Double(Self.whole(number, low, high))), from, to)
        case .choices(let count):
            Double(Self.whole(number, 0, count - 1))
        }
    }

    /// The number at a code; that of a category is its place.
    func number(_ code: Double) -> Double {
        switch self {
        case .float(let low, let high):
            return min(max(low + (high - low) * code, low), high)
        case .logFloat(let low, let high, let from, let to):
            return min(max(Elementary.exp(from + (to - from) * code), low), high)
        case .int(let low, let high):
            let steps = (code * Double(high - low + 1)).rounded(.down)
            return Double(low) + min(max(steps, 0), Double(high - low))
        case .logInt(let low, let high, let from, let to):
            return Double(Self.whole(Elementary.exp(from + (to - from) * code), low, high))
        case .choices:
            return code
        }
    }

    /// The code of the value that a code stands for: the middle of a whole number's stretch.
    func settled(_ code: Double) -> Double {
        switch self {
        case .float, .logFloat: min(max(code, 0), 1)
        case .int, .logInt, .choices: self.code(number(code))
        }
    }

    private static func share(_ number: Double, _ from: Double, _ to: Double) -> Double {
        from < to ? min(max((number - from) / (to - from), 0), 1) : 0.5
    }

    /// The whole number of the range that is nearest.
    private static func whole(_ number: Double, _ low: Int, _ high: Int) -> Int {
        Int(min(max(number.rounded(), Double(low)), Double(high)))
    }
}
