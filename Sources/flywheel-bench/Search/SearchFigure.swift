import Learning

/// The best losses that a sampler's seeds had on a function after so many trials.
struct SearchFigure: Encodable {
    let function: SearchBenchmark
    let sampler: String
    let trials: Int
    let best: Quartiles

    private enum CodingKeys: String, CodingKey {
        case function, sampler, trials, median, lower, upper
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(function.rawValue, forKey: .function)
        try container.encode(sampler, forKey: .sampler)
        try container.encode(trials, forKey: .trials)
        try container.encode(best.median, forKey: .median)
        try container.encode(best.lower, forKey: .lower)
        try container.encode(best.upper, forKey: .upper)
    }
}

/// Processor time of a suggestion and its observation after 1,000 trials.
struct SearchCost: Encodable {
    let sampler: String
    let milliseconds: Double
}
