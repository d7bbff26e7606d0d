/// What one run of a case gave.
struct Measurement: ExpressibleByDictionaryLiteral {
    var figures: [BenchMetric: Double]
    /// What the figures belong to where the case itself chose it.
    var choice: String?

    init(dictionaryLiteral elements: (BenchMetric, Double)...) {
        figures = Dictionary(uniqueKeysWithValues: elements)
    }
}
