/// The samplers, by the names under which definitions and tables know them.
package enum SamplerKind: String, Hashable, Codable, Sendable, CaseIterable {
    case random
    case tpe
    case cmaes
    case evolution
    /// The others but random, by what their suggestions gave.
    case raced

    package func sampler(space: ParameterSpace, seed: UInt64) -> any Sampler {
        switch self {
        case .random: RandomSampler(space: space, seed: seed)
        case .tpe: ParzenSampler(space: space, seed: seed)
        case .cmaes: EvolutionStrategySampler(space: space, seed: seed)
        case .evolution: EvolutionSampler(space: space, seed: seed)
        case .raced: RacedSampler(space: space, seed: seed)
        }
    }
}
