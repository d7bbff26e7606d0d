import Domain

/// Labelled events of every kind of column, with a rule that a learner can find.
struct SimpleStream {
    static let columns = [
        Column(name: "level", kind: .number), Column(name: "kind", kind: .category),
        Column(name: "open", kind: .boolean), Column(name: "since", kind: .time),
        Column(name: "note", kind: .category, isFeature: false),
    ]

    let task: LearningTask
    let rows: [LabelledEvent]

    /// Classes depend on level and kind, numbers on level and open; every ninth level is missing.
    init(task: LearningTask, count: Int, seed: UInt64 = 5) {
        self.task = task
        var generator = SeededGenerator(seed: seed)
        rows = (0..<count).map { index in
            let level = generator.unitInterval() * 10
            let kind = ["a", "b", "c"][generator.index(below: 3)]
            let open = generator.unitInterval() < 0.5
            let time = Timestamp(rawValue: 1_600_000_000_000 + Int64(index) * 3_600_000)
            let event = Event(
                id: Int64(index), time: time, unit: index % 2 == 0 ? "u\(index % 5)" : nil,
                values: [
                    index % 9 == 0 ? .missing : .number(level), .category(kind), .flag(open), .time(time),
                    .category("note \(index)"),
                ],
                lags: [index == 0 ? .nan : Double(index % 2), .nan])
            let score = level + (kind == "b" ? 4 : 0)
            let truth: Truth =
                switch task {
                case .regression: .number(score * 100 + (open ? 50 : 0))
                case .classification(let classes):
                    .category(min(Int(score * Double(classes.count) / 14), classes.count - 1))
                }
            return LabelledEvent(event: event, truth: truth)
        }
    }

    func assignment(
        _ learner: Learner, updates: UpdateMode = .frozen, hyperparameters: [Hyperparameter]? = nil
    ) -> TrialAssignment {
        var specification = TrialSpecification(
            learner: learner, updates: updates, features: FeatureRecipe(calendar: [.hour], usesLags: true),
            window: rows.count, hyperparameters: hyperparameters ?? [], seed: 9)
        if learner == .linear, hyperparameters == nil { specification.hyperparameters = [Hyperparameter("passes", 2)] }
        let cut = rows.count * 4 / 5
        return TrialAssignment(
            lease: "lease", specification: specification, task: task, columns: Self.columns,
            features: FeatureDefinition(lags: [.hours(1), .hours(2)]), labelDelay: .hours(1),
            dataset: ContentDigest(bytes: Array(repeating: 7, count: 32)),
            slices: [TrialSlice(trainingRows: 0..<cut, validationRows: cut..<rows.count)], lossScale: 1,
            wallSecondsLimit: 60, memoryBytesLimit: 1 << 30)
    }
}
