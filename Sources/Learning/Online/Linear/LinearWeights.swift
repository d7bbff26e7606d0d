/// The weights of a linear score with their steps: what every linear learner moves.
struct LinearWeights: Hashable, Codable, Sendable {
    /// Of the numbers, then of the categories as they get their rows.
    var weights: [Double]
    var intercept = 0.0
    /// What the step rule remembers of each weight, and of the intercept; empty where it remembers nothing.
    var memory: [StepMemory]
    var interceptMemory = StepMemory()
    private let numberCount: Int
    let settings: OnlineSettings

    init(numberCount: Int, settings: OnlineSettings) {
        self.numberCount = numberCount
        self.settings = settings
        weights = Array(repeating: 0, count: numberCount)
        memory = settings.step.remembers ? Array(repeating: StepMemory(), count: numberCount) : []
    }

    /// Gives each row of a category its weight.
    mutating func grow(to categoryCount: Int) {
        let added = numberCount + categoryCount - weights.count
        guard added > 0 else { return }
        weights += Array(repeating: 0, count: added)
        if settings.step.remembers { memory += Array(repeating: StepMemory(), count: added) }
    }

    /// The score of an example.
    ///
    /// - Complexity: O(features), in four running sums
    func score(_ row: LinearRow) -> Double {
        score(numbers: { row.numbers[$0] }, categories: row.categories)
    }

    /// The score of features without a row between.
    func score(_ features: [Double], _ inputs: LinearInputs) -> Double {
        score(
            numbers: { inputs.number($0, of: features) },
            categories: (0..<inputs.nominalCount).lazy.map { inputs.category($0, of: features) })
    }

    @inline(__always)
    private func score(numbers: (Int) -> Double, categories: some Sequence<Int>) -> Double {
        weights.withUnsafeBufferPointer { weights in
            var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
            var index = 0
            while index + 4 <= numberCount {
                first += weights[index] * numbers(index)
                second += weights[index + 1] * numbers(index + 1)
                third += weights[index + 2] * numbers(index + 2)
                fourth += weights[index + 3] * numbers(index + 3)
                index += 4
            }
            var sum = (first + second) + (third + fourth) + intercept
            while index < numberCount {
                sum += weights[index] * numbers(index)
                index += 1
            }
            for category in categories where category >= 0 && numberCount + category < weights.count {
                sum += weights[numberCount + category]
            }
            return sum
        }
    }

    /// Moves against the gradient `slope · features` of the loss.
    ///
    /// - Complexity: O(features)
    mutating func move(_ row: LinearRow, slope: Double) {
        guard !settings.step.remembers, case .constant(let rate) = settings.step else {
            return moveWithMemory(row, slope: slope)
        }
        let l2 = settings.l2
        weights.withUnsafeMutableBufferPointer { weights in
            for index in 0..<numberCount {
                weights[index] -= rate * (slope * row.numbers[index] + l2 * weights[index])
            }
            for category in row.categories where category >= 0 {
                weights[numberCount + category] -= rate * (slope + l2 * weights[numberCount + category])
            }
        }
        intercept -= rate * slope
    }

    private mutating func moveWithMemory(_ row: LinearRow, slope: Double) {
        let (rule, l2) = (settings.step, settings.l2)
        for index in 0..<numberCount {
            memory[index].move(&weights[index], gradient: slope * row.numbers[index], by: rule, l2: l2)
        }
        for category in row.categories where category >= 0 {
            memory[numberCount + category].move(&weights[numberCount + category], gradient: slope, by: rule, l2: l2)
        }
        interceptMemory.move(&intercept, gradient: slope, by: rule.withoutSparsity, l2: 0)
    }
}
