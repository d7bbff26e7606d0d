package import Domain

/// A small classification with a rule that a linear learner finds: the label is whether the first number is above 0.
package struct TrialSample: Sendable {
    package let columns = [Column(name: "first", kind: .number), Column(name: "second", kind: .number)]
    package let events: [LabelledEvent]

    package init() {
        var generator = SeededGenerator(seed: 11)
        events = (0..<300).map { row in
            let values = [generator.unitInterval() * 2 - 1, generator.unitInterval() * 2 - 1]
            let event = Event(
                id: Int64(row), time: Timestamp(rawValue: Int64(row) * 60_000), unit: nil,
                values: values.map { .number($0) }, lags: [])
            return LabelledEvent(event: event, truth: .category(values[0] > 0 ? 1 : 0))
        }
    }

    /// A trial on the newest `window` of 200 rows, scored on the 100 after them.
    package func assignment(_ dataset: ContentDigest, window: Int = 200) -> TrialAssignment {
        let specification = TrialSpecification(
            learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: window,
            hyperparameters: [Hyperparameter("step", 0.1), Hyperparameter("passes", 2)], seed: 1)
        return TrialAssignment(
            lease: "suite-1", specification: specification, task: .classification(classes: ["0", "1"]),
            columns: columns, features: FeatureDefinition(), labelDelay: .zero, dataset: dataset,
            slices: [TrialSlice(trainingRows: 0..<200, validationRows: 200..<300)], lossScale: 1, wallSecondsLimit: 60,
            memoryBytesLimit: 1_073_741_824)
    }
}
