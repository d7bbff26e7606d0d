import Domain
import TestSupport

@testable import Engine

/// A random stream of rows and labels with delays, folded row by row, and what each row was told.
struct MemoryStream {
    struct Item {
        var time: Timestamp
        var values: [FieldValue]
        var unit: String
        var truth: Double
        /// Rows that come before its label.
        var rowsToLabel: Int
    }

    static let columns = [
        Column(name: "level", kind: .number), Column(name: "kind", kind: .category),
        Column(name: "shop", kind: .category, isFeature: false),
    ]

    let task: LearningTask
    var items: [Item] = []

    init(_ task: LearningTask, rows: Int, seed: UInt64) {
        self.task = task
        var generator = SeededGenerator(seed: seed)
        var time = Timestamp(rawValue: 1_600_000_000_000)
        for _ in 0..<rows {
            time = time + .minutes(generator.index(below: 90))
            let level: FieldValue =
                generator.index(below: 8) == 0 ? .missing : .number(generator.unitInterval() * 9 - 4)
            items.append(
                Item(
                    time: time,
                    values: [
                        level, .category("k\(generator.index(below: 3))"),
                        .category("s\(generator.index(below: 12))"),
                    ], unit: "u\(generator.index(below: 5))", truth: Self.truth(task, &generator),
                    rowsToLabel: generator.index(below: 6)))
        }
    }

    static func truth(_ task: LearningTask, _ generator: inout SeededGenerator) -> Double {
        let classes = task.classes.count
        return classes == 0 ? generator.unitInterval() * 100 - 20 : Double(generator.index(below: classes))
    }

    func definition(_ features: FeatureDefinition? = nil) -> PipelineDefinition {
        PipelineDefinition(
            name: PipelineName(rawValue: "memory"), task: task,
            source: SourceDefinition(file: "", timeColumn: "time", unitColumn: "user", targetColumn: "y"),
            columns: Self.columns, labels: LabelDefinition(delay: .zero, horizon: .days(300)),
            features: features
                ?? FeatureDefinition(
                    lags: [.hours(1)], rolling: [3, 10], rollingColumns: ["level"], seasonal: [.days(1), .days(7)],
                    entity: "shop"),
            initial: InitialDefinition(rows: 1_000_000))
    }

    /// Folds the stream; the labels of a row come after the rows that they wait for, the row's own among them.
    ///
    /// - Parameters:
    ///   - features: What is remembered; everything where it is nil.
    ///   - restartAt: Before this row the state is written and read back.
    /// - Returns: What each row was told, and the state at the end.
    /// - Throws: Where the state cannot be written or read.
    func fold(_ features: FeatureDefinition? = nil, restartAt: Int? = nil) throws -> (
        told: [[Double]], state: PipelineState
    ) {
        let artifacts = FoldBench.Artifacts()
        let context = FoldContext(
            sha256: StandInDigest.function, artifacts: artifacts, wallTime: Timestamp(rawValue: 0))
        var changes = PipelineChanges(pipeline: PipelineName(rawValue: "memory"))
        var state = PipelineState(definition: definition(features))
        for (row, item) in items.enumerated() {
            if row == restartAt {
                let coder = CheckpointCoder(artifacts: artifacts)
                let waiting = state.buffer
                state = try coder.decode(try coder.encode(state))
                // What waits for labels is named by a checkpoint, and comes back from the store.
                state.buffer = waiting
            }
            let source = SourceRow(number: Int64(row), time: item.time, unit: item.unit, values: item.values)
            state.fold(.source(.row(source)), in: context, into: &changes)
            for label in max(0, row - 6)...row where label + items[label].rowsToLabel == row {
                let truth = items[label].truth
                let value: FieldValue = task.classes.isEmpty ? .number(truth) : .category(task.classes[Int(truth)])
                state.fold(
                    .source(.label(number: Int64(label), value: value, time: item.time)), in: context, into: &changes)
            }
        }
        return (changes.events.map(\.event.lags), state)
    }
}
