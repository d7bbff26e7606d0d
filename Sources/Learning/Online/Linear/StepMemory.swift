/// What a step rule remembers of one weight.
struct StepMemory: Hashable, Sendable {
    /// Sum or fading mean of the squared gradients.
    private var squares = 0.0
    /// Fading mean of the gradients (Adam), or the sum that the weight follows from (proximal).
    private var gradients = 0.0
    /// 1 − factorᵗ of the two fading means, where they are corrected for their start.
    private var momentumShare = 0.0
    private var squaresShare = 0.0

    /// Moves the weight against a gradient.
    mutating func move(_ weight: inout Double, gradient loss: Double, by rule: OnlineSettings.StepRule, l2: Double) {
        switch rule {
        case .constant(let rate):
            weight -= rate * (loss + l2 * weight)
        case .adaptive(let rate):
            let gradient = loss + l2 * weight
            squares += gradient * gradient
            if squares > 0 { weight -= rate * gradient / squares.squareRoot() }
        case .fading(let rate, let factor):
            let gradient = loss + l2 * weight
            squares = factor * squares + (1 - factor) * gradient * gradient
            if squares > 0 { weight -= rate * gradient / squares.squareRoot() }
        case .adam(let rate, let momentum, let factor):
            adam(&weight, loss, rate, momentum, factor, l2)
        case .proximal(let rate, let offset, let l1):
            proximal(&weight, loss, rate, offset, l1: l1, l2: l2)
        }
    }

    private mutating func adam(
        _ weight: inout Double, _ gradient: Double, _ rate: Double, _ momentum: Double, _ factor: Double, _ l2: Double
    ) {
        gradients = momentum * gradients + (1 - momentum) * gradient
        squares = factor * squares + (1 - factor) * gradient * gradient
        momentumShare = momentum * momentumShare + (1 - momentum)
        squaresShare = factor * squaresShare + (1 - factor)
        let step = gradients / momentumShare / ((squares / squaresShare).squareRoot() + 1e-8)
        weight -= rate * (step + l2 * weight)
    }

    private mutating func proximal(
        _ weight: inout Double, _ gradient: Double, _ rate: Double, _ offset: Double, l1: Double, l2: Double
    ) {
        let root = squares.squareRoot()
        squares += gradient * gradient
        gradients += gradient - (squares.squareRoot() - root) / rate * weight
        let beyond = gradients.magnitude - l1
        let curvature = (offset + squares.squareRoot()) / rate + l2
        weight = beyond > 0 ? (gradients < 0 ? beyond : -beyond) / curvature : 0
    }
}

/// As a list of its numbers without the zeros at its end, as there may be thousands and most rules use one.
extension StepMemory: Codable {
    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        func next() throws -> Double { list.isAtEnd ? 0 : try list.decode(Double.self) }
        squares = try next()
        gradients = try next()
        momentumShare = try next()
        squaresShare = try next()
    }

    func encode(to encoder: any Encoder) throws {
        var numbers = [squares, gradients, momentumShare, squaresShare]
        while numbers.last == 0 { numbers.removeLast() }
        var list = encoder.unkeyedContainer()
        for number in numbers { try list.encode(number) }
    }
}

extension OnlineSettings.StepRule {
    var remembers: Bool {
        if case .constant = self { false } else { true }
    }

    /// The rule for an intercept, which has no penalty.
    var withoutSparsity: Self {
        if case .proximal(let rate, let offset, _) = self { .proximal(rate: rate, offset: offset) } else { self }
    }
}
