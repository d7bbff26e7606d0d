/// A function with a known minimum, to compare samplers on.
package enum SearchBenchmark: String, CaseIterable, Sendable {
    /// Two floats, three equal minima.
    case branin
    /// Six floats, six local minima.
    case hartmann6
    /// Floats, logarithmic floats, whole numbers and categories, of which one moves the others' best place.
    case mixed10

    package var space: ParameterSpace {
        get throws {
            switch self {
            case .branin:
                try ParameterSpace([
                    Parameter("x0", .float(low: -5, high: 10)), Parameter("x1", .float(low: 0, high: 15)),
                ])
            case .hartmann6:
                try ParameterSpace((0..<6).map { Parameter("x\($0)", .float(low: 0, high: 1)) })
            case .mixed10:
                try ParameterSpace(
                    (0..<4).map { Parameter("x\($0)", .float(low: -5, high: 5)) } + [
                        Parameter("lr", .logFloat(low: 1e-5, high: 1)),
                        Parameter("reg", .logFloat(low: 1e-8, high: 10)),
                        Parameter("n", .int(low: 1, high: 64)),
                        Parameter("depth", .int(low: 1, high: 16)),
                        Parameter("c1", .categorical(["a", "b", "c", "d"])),
                        Parameter("c2", .categorical(["p", "q", "r"])),
                    ])
            }
        }
    }

    /// The function at a point of its ``space``.
    package func loss(at point: ParameterPoint) -> Double {
        switch self {
        case .branin: Self.branin(number("x0", point), number("x1", point))
        case .hartmann6: Self.hartmann((0..<6).map { number("x\($0)", point) })
        case .mixed10: mixed(point)
        }
    }

    private func number(_ name: String, _ point: ParameterPoint) -> Double {
        guard let number = point[name]?.number else {
            preconditionFailure("SearchBenchmark.loss(at:) needs the number \(name), got \(point)")
        }
        return number
    }

    /// Source: Dixon, Szegö, "The global optimization problem: an introduction", 1978.
    private static func branin(_ x: Double, _ y: Double) -> Double {
        let bend = y - 5.1 / (4 * Double.pi * Double.pi) * x * x + 5 / Double.pi * x - 6
        return bend * bend + 10 * (1 - 1 / (8 * Double.pi)) * cosine(x) + 10
    }

    /// Source: Dixon, Szegö, as above.
    private static func hartmann(_ x: [Double]) -> Double {
        let heights = [1, 1.2, 3, 3.2]
        let steepness: [[Double]] = [
            [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
        ]
        let places: [[Double]] = [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ]
        return -heights.indices.reduce(0) { sum, hill in
            let far = x.indices.reduce(0) { far, place in
                let distance = x[place] - places[hill][place]
                return far + steepness[hill][place] * distance * distance
            }
            return sum + heights[hill] * Elementary.exp(-far)
        }
    }

    private func mixed(_ point: ParameterPoint) -> Double {
        let target: Double
        let penalty: Double
        switch point["c1"] {
        case .category("a"): (target, penalty) = (1, 0)
        case .category("b"): (target, penalty) = (-2, 0.5)
        case .category("c"): (target, penalty) = (3, 1)
        default: (target, penalty) = (0, 2)
        }
        let other = point["c2"] == .category("p") ? 0 : point["c2"] == .category("q") ? 0.3 : 1
        let bowl = (0..<4).reduce(0) { $0 + square(number("x\($1)", point) - target) / 10 }
        let rates = 0.5 * square(log10("lr", point) + 2.5) + 0.1 * square(log10("reg", point) + 3)
        let sizes = square((number("n", point) - 24) / 16) + square((number("depth", point) - 7) / 4)
        return bowl + rates + sizes + penalty + other
    }

    private func square(_ value: Double) -> Double { value * value }

    private func log10(_ name: String, _ point: ParameterPoint) -> Double {
        Elementary.log(number(name, point)) / Elementary.log(10)
    }

    /// The cosine by its series, within 1e-14 for angles from −30 to 30.
    private static func cosine(_ angle: Double) -> Double {
        let turn = 2 * Double.pi
        let rest = angle - (angle / turn).rounded() * turn
        var (term, sum) = (1.0, 1.0)
        for index in 1...16 {
            term *= -rest * rest / Double((2 * index - 1) * 2 * index)
            sum += term
        }
        return sum
    }
}
