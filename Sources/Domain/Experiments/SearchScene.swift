/// What a search finds when it begins: the rows since a drift, the models to begin from, and what earlier searches found.
package struct SearchScene: Hashable, Codable, Sendable {
    /// A model that training may begin from.
    package struct Base: Hashable, Codable, Sendable {
        package var base: TrialBase
        package var specification: TrialSpecification
        /// Rows of the dataset, the oldest ones, that it may have been trained on.
        package var rows: Int
        /// Whether it serves; else it is an archived one.
        package var isChampion: Bool

        package init(base: TrialBase, specification: TrialSpecification, rows: Int, isChampion: Bool) {
            self.base = base
            self.specification = specification
            self.rows = rows
            self.isChampion = isChampion
        }
    }

    /// Labelled rows since the drift that an alert tells of; nil where none does.
    package var rowsSinceDrift: Int?
    package var bases: [Base]
    /// What the data is like, to find searches on data that was like it; see ``RememberedSearch``.
    package var traits: [Double]
    /// Recipes that did well on data like this one's, the most promising first.
    package var memories: [TrialSpecification]

    package init(
        rowsSinceDrift: Int? = nil, bases: [Base] = [], traits: [Double] = [], memories: [TrialSpecification] = []
    ) {
        self.rowsSinceDrift = rowsSinceDrift
        self.bases = bases
        self.traits = traits
        self.memories = memories
    }
}
