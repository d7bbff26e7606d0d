import Domain
import Learning

/// A trial that any worker can do: boosted trees on made-up rows of eight numbers.
struct WorkerSample {
    private static let seed: UInt64 = 17
    private static let places = 8

    /// Rows to train on; a fifth as many are scored.
    let rows: Int
    let rounds: Int

    var columns: [Column] { (0..<Self.places).map { Column(name: "x\($0)", kind: .number) } }

    var events: [LabelledEvent] {
        var generator = SeededGenerator(seed: Self.seed)
        return (0..<rows + scored).map { row in
            let values = (0..<Self.places).map { _ in generator.unitInterval() * 2 - 1 }
            let event = Event(
                id: Int64(row), time: Timestamp(rawValue: Int64(row) * 60_000), unit: nil,
                values: values.map { .number($0) }, lags: [])
            return LabelledEvent(event: event, truth: .category(values[0] * values[1] + values[2] > 0 ? 1 : 0))
        }
    }

    private var scored: Int { max(1, rows / 5) }

    func assignment(_ dataset: ContentDigest, lease: String) -> TrialAssignment {
        let specification = TrialSpecification(
            learner: .gradientBoosting, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false),
            window: rows, hyperparameters: [Hyperparameter("rounds", Double(rounds)), Hyperparameter("depth", 6)],
            seed: Self.seed)
        return TrialAssignment(
            lease: lease, specification: specification, task: .classification(classes: ["0", "1"]), columns: columns,
            features: FeatureDefinition(), labelDelay: .zero, dataset: dataset,
            slices: [TrialSlice(trainingRows: 0..<rows, validationRows: rows..<rows + scored)], lossScale: 1,
            wallSecondsLimit: 120, memoryBytesLimit: 4 << 30)
    }
}
