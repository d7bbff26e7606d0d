/// Draws each point evenly from the space, whatever the others gave.
package struct RandomSampler: Sampler {
    package var history: SearchHistory

    package init(space: ParameterSpace, seed: UInt64) {
        history = SearchHistory(space: space, seed: seed)
    }

    package func proposal(number: Int, running: [ParameterPoint]) -> ParameterPoint {
        var generator = history.generator(for: number)
        return history.space.sample(using: &generator)
    }
}
