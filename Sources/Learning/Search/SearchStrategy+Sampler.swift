package import Domain

extension SearchStrategy.Sampler {
    /// A sampler of this kind that has seen nothing.
    package func make(space: ParameterSpace, seed: UInt64) -> any Sampler {
        switch self {
        case .random: RandomSampler(space: space, seed: seed)
        case .tpe, .cmaes, .evolution, .raced: ParzenSampler(space: space, seed: seed)
        }
    }
}
