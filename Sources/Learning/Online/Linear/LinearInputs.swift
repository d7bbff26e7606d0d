/// What every linear learner does to features before it weighs them.
///
/// Numbers are standardised by their own running moments. A category gets a row of weights when it is first learned, so
/// that an example costs what it has, not what its features might be.
struct LinearInputs: Hashable, Codable, Sendable {
    let layout: FeatureLayout
    private var standardiser: Standardiser
    private var categories: CategoryRows

    /// - Parameters:
    ///   - layout: The features.
    ///   - limit: Standard deviations from 0 at which a number is cut.
    ///   - mostCategories: Categories that get weights of their own.
    init(layout: FeatureLayout, limit: Double = .greatestFiniteMagnitude, mostCategories: Int = 10_000) {
        self.layout = layout
        standardiser = Standardiser(
            places: layout.kinds.indices.filter { layout.kinds[$0] == .number }, limit: limit)
        categories = CategoryRows(nominalCount: layout.nominals.count, most: mostCategories)
    }

    var numberCount: Int { standardiser.count }
    var nominalCount: Int { layout.nominals.count }
    /// Rows of weights that its categories have so far.
    var categoryCount: Int { categories.count }

    /// The `index`-th number, scaled.
    func number(_ index: Int, of features: [Double]) -> Double {
        standardiser.scaled(index, of: features)
    }

    /// The row of the `index`-th nominal feature's category.
    func category(_ index: Int, of features: [Double]) -> Int {
        categories.row(features[layout.nominals[index]], of: index)
    }

    /// Learns the features' moments and categories, then writes them to a row.
    ///
    /// - Complexity: O(features)
    mutating func learn(_ row: LinearRow, _ features: [Double], weight: Double) {
        standardiser.learn(row.numbers, features, weight: weight)
        for (index, place) in layout.nominals.enumerated() {
            row.categories[index] = categories.learnedRow(features[place], of: index)
        }
    }
}
