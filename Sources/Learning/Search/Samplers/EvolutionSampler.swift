import Domain

/// Regularised evolution: a child of the best of some drawn from the youngest trials, changed in one or two places.
///
/// Source: Real et al., "Regularized Evolution for Image Classifier Architecture Search", AAAI 2019, arXiv:1802.01548.
package struct EvolutionSampler: Sampler {
    /// So many of the youngest trials may be parents.
    private static let population = 25
    private static let contestants = 16
    private static let mostChanges = 2
    /// A number's change is between this and a twentieth of it, on the scale of [0, 1].
    private static let widestChange = 0.3

    package var history: SearchHistory

    package init(space: ParameterSpace, seed: UInt64) {
        history = SearchHistory(space: space, seed: seed)
    }

    package func proposal(number: Int, running: [ParameterPoint]) -> ParameterPoint {
        let youngest = history.trials.indices.suffix(Self.population)
        guard youngest.count >= EvenPoints.blockLength else {
            return history.space.point(EvenPoints.codes(number, of: history))
        }
        var generator = history.generator(for: number)
        var parent = youngest.startIndex + generator.index(below: youngest.count)
        for _ in 1..<Self.contestants {
            let other = youngest.startIndex + generator.index(below: youngest.count)
            if history.trials[other].precedes(history.trials[parent]) { parent = other }
        }
        return child(of: history.codes[parent], using: &generator)
    }

    private func child(of parent: [Double], using generator: inout SeededGenerator) -> ParameterPoint {
        let space = history.space
        let applying = parent.indices.filter { !parent[$0].isNaN }
        var codes = parent
        for _ in 0...generator.index(below: Self.mostChanges) {
            let place = applying[generator.index(below: applying.count)]
            codes[place] = changed(codes[place], of: space.scales[place], using: &generator)
        }
        for place in codes.indices where codes[place].isNaN { codes[place] = space.drawn(place, using: &generator) }
        return space.point(codes)
    }

    private func changed(
        _ code: Double, of scale: ParameterScale, using generator: inout SeededGenerator
    ) -> Double {
        if let count = scale.choiceCount { return Double(generator.index(below: count)) }
        let width = Self.widestChange * Elementary.exp(-3 * generator.unitInterval())
        return scale.settled(code + width * NormalTable.draw(using: &generator))
    }
}
