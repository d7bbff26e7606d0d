import Domain

/// What a pipeline's searches found: the recipes that did best, with what their data was like.
struct Experience: Codable, Hashable, Sendable {
    struct Search: Codable, Hashable, Sendable {
        var number: Int
        var traits: [Double]
        /// Best first.
        var best: [TrialSpecification]
        /// Trials that the warm and the cold ones took until they had a score as good as the cold ones' best.
        var trialsToColdBest: Comparison?
    }

    /// How many trials of each kind it took; nil where they did not get there.
    struct Comparison: Codable, Hashable, Sendable {
        var cold: Int
        var warm: Int?
    }

    private static let searchLimit = 20
    private static let recipeLimit = 5

    /// Oldest first.
    private(set) var searches: [Search] = []

    /// Takes the trials of a search in, ranked.
    mutating func add(_ search: SearchState, higherIsBetter: Bool) {
        // A blend is made of what the others found; it is no recipe to begin from.
        let recipes = search.ranking.compactMap { search.run($0)?.specification }.filter { $0.members == nil }
        let best = recipes.prefix(Self.recipeLimit)
        guard !best.isEmpty, let scene = search.dataset?.scene else { return }
        searches.append(
            Search(
                number: search.number, traits: scene.traits, best: best.map(\.withoutBase),
                trialsToColdBest: Self.comparison(search, higherIsBetter: higherIsBetter)))
        if searches.count > Self.searchLimit { searches.removeFirst(searches.count - Self.searchLimit) }
    }

    /// Whether beginning from memory has paid: switched off where cold trials were ahead in each of the last three
    /// searches that had both.
    var pays: Bool {
        let both = searches.compactMap(\.trialsToColdBest).suffix(3)
        guard both.count == 3 else { return true }
        return both.contains { one in one.warm.map { $0 <= one.cold } ?? false }
    }

    private static func comparison(_ search: SearchState, higherIsBetter: Bool) -> Comparison? {
        let scores = SliceScores(search.runs, higherIsBetter: higherIsBetter)
        func losses(_ origin: RunTracking.Origin) -> [Double] {
            search.runs.filter { $0.kind == .trial && $0.tracking?.origin == origin }
                .map { $0.state == .completed ? scores.loss(of: $0) ?? .infinity : .infinity }
        }
        let (cold, warm) = (losses(.cold), losses(.warm))
        guard let best = cold.min(), best < .infinity, !warm.isEmpty, let place = cold.firstIndex(of: best) else {
            return nil
        }
        return Comparison(cold: place + 1, warm: warm.firstIndex { $0 <= best }.map { $0 + 1 })
    }
}

extension TrialSpecification {
    /// The recipe as another search may take it up, which has other models to begin from.
    fileprivate var withoutBase: TrialSpecification {
        var recipe = self
        recipe.base = nil
        recipe.start = nil
        return recipe
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no experience.
    func decode(_ type: Experience.Type, forKey key: Key) throws -> Experience {
        try decodeIfPresent(type, forKey: key) ?? Experience()
    }
}
