import Domain
import TestSupport
import Testing

@testable import Learning

/// Categories told by how frequent they are and by their labels.
struct EncodingTests {
    private static let columns = [Column(name: "kind", kind: .category), Column(name: "open", kind: .boolean)]
    private static let features = FeatureDefinition(
        encodings: ["kind"], crosses: [FeatureDefinition.Cross("kind", "open")])
    private static let recipe = FeatureRecipe(calendar: [], usesLags: false, families: [.encodings, .crosses])

    private static func rows(_ count: Int, _ task: LearningTask, seed: UInt64) -> [LabelledEvent] {
        var generator = SeededGenerator(seed: seed)
        var time = Timestamp(rawValue: 0)
        return (0..<count).map { index in
            time = time + .minutes(generator.index(below: 20))
            let kind: FieldValue =
                generator.index(below: 9) == 0 ? .missing : .category("k\(generator.index(below: 6))")
            let open: FieldValue = .flag(generator.index(below: 2) == 0)
            let classes = task.classes.count
            return LabelledEvent(
                event: Event(id: Int64(index), time: time, unit: nil, values: [kind, open], lags: []),
                truth: classes == 0
                    ? .number(generator.unitInterval() * 50) : .category(generator.index(below: classes)))
        }
    }

    private static func fit(_ rows: [LabelledEvent], _ task: LearningTask, _ style: FittedFeatures.Style)
        -> FittedFeatures
    {
        FittedFeatures(
            rows: rows, columns: columns, features: features, recipe: recipe, task: task, style: style)
    }

    private static func ordered(
        _ fitted: FittedFeatures, _ rows: [LabelledEvent], _ task: LearningTask, delay: TimeSpan
    ) -> [[Double]] {
        let layout = RowMemoryLayout(features, columns: columns, task: task)
        var walk = OrderedFeatures(fitted, rows: rows, layout: layout, delay: delay)
        return rows.map { _ in
            var vector: [Double] = []
            walk.append(to: &vector)
            return vector
        }
    }

    /// The plain formula, summed anew for each row: (sum of known labels + 10 × mean of all known) ÷ (their number + 10).
    private static func formula(_ known: [LabelledEvent], like event: Event, channel: Int?, isPair: Bool) -> Double {
        func level(_ row: LabelledEvent) -> Double {
            channel.map { row.truth == .category($0) ? 1 : 0 } ?? row.truth.number
        }
        guard !known.isEmpty else { return .nan }
        let all = known.map(level).reduce(0, +) / Double(known.count)
        let own = known.filter {
            $0.event.values[0] == event.values[0] && (!isPair || $0.event.values[1] == event.values[1])
        }
        return (own.map(level).reduce(0, +) + 10 * all) / (Double(own.count) + 10)
    }

    @Test(
        arguments: 0..<20 as Range<UInt64>,
        [LearningTask.regression, .classification(classes: ["0", "1"]), .classification(classes: ["a", "b", "c"])])
    func encodesATrainingRowByLabelsKnownBeforeIt(seed: UInt64, task: LearningTask) {
        let rows = Self.rows(120, task, seed: seed)
        let fitted = Self.fit(rows, task, .cuts)
        let delay = TimeSpan.minutes(Int(seed) * 7)
        let vectors = Self.ordered(fitted, rows, task, delay: delay)
        let channels: [Int?] = task.classes.count > 2 ? [0, 1, 2] : [nil]
        let width = FittedFeatures.Part.number(column: 0).width + channels.count

        for (index, row) in rows.enumerated() {
            let known = Array(rows[..<index].prefix { $0.event.time + delay <= row.event.time })
            for (place, channel) in channels.enumerated() {
                for isPair in [false, true] {
                    let start = vectors[index].count - (isPair ? width : 2 * width)
                    let found = vectors[index][start + 1 + place]
                    let expected =
                        row.event.values[0].isMissing
                        ? .nan : Self.formula(known, like: row.event, channel: channel, isPair: isPair)
                    guard expected.isNaN ? found.isNaN : (found - expected).magnitude < 1e-9 else {
                        Issue.record("row \(index), pair \(isPair): \(found), \(expected) expected")
                        return
                    }
                }
            }
        }
    }

    /// A row's features in training do not change when its own label or any later one does.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func noTrainingRowMeetsItsOwnLabel(seed: UInt64) {
        let task = LearningTask.regression
        let rows = Self.rows(80, task, seed: seed)
        let cut = 10 + Int(seed) * 3
        var other = rows
        for index in cut..<80 { other[index].truth = .number(1e6 + Double(index)) }

        let first = Self.ordered(Self.fit(rows, task, .codes), rows, task, delay: .zero)
        let second = Self.ordered(Self.fit(other, task, .codes), other, task, delay: .zero)

        #expect(first[...cut].map { $0.map(\.bitPattern) } == second[...cut].map { $0.map(\.bitPattern) })
        #expect(first.map { $0.map(\.bitPattern) } != second.map { $0.map(\.bitPattern) })
    }

    @Test(arguments: [FittedFeatures.Style.cuts, .oneHot, .codes])
    func servesFromTheTableOfAllTrainingRows(style: FittedFeatures.Style) throws {
        let task = LearningTask.classification(classes: ["0", "1"])
        let rows = Self.rows(200, task, seed: 3)
        let fitted = Self.fit(rows, task, style)
        let event = Event(
            id: 1, time: Timestamp(rawValue: 0), unit: nil, values: [.category("k2"), .flag(true)], lags: [])

        let vector = fitted.vector(event)

        #expect(vector.count == fitted.featureCount && fitted.layout.count == vector.count)
        #expect(throws: Never.self) { try fitted.layout.check(vector) }
        let encoded = vector.contains {
            ($0 - Self.formula(rows, like: event, channel: nil, isPair: false)).magnitude < 1e-12
        }
        let paired = vector.contains {
            ($0 - Self.formula(rows, like: event, channel: nil, isPair: true)).magnitude < 1e-12
        }
        #expect(encoded && paired)
        var new = event
        new.values = [.category("never seen"), .flag(true)]
        let unknown = fitted.vector(new)
        let all = rows.map(\.truth.number).reduce(0, +) / 200
        #expect(unknown.contains { ($0 - all).magnitude < 1e-12 })
        #expect(throws: Never.self) { try fitted.layout.check(unknown) }
        new.values = [.missing, .missing]
        #expect(throws: Never.self) { try fitted.layout.check(fitted.vector(new)) }
    }

    @Test(arguments: [Learner.gradientBoosting, .linear, .leveragingBagging])
    func aModelKeepsItsTablesInItsBytes(learner: Learner) throws {
        let task = LearningTask.classification(classes: ["0", "1"])
        let rows = Self.rows(300, task, seed: 8)
        let specification = TrialSpecification(
            learner: learner, updates: .frozen, features: Self.recipe, window: 300, hyperparameters: [], seed: 2)
        let assignment = TrialAssignment(
            lease: "1", specification: specification, task: task, columns: Self.columns, features: Self.features,
            labelDelay: .minutes(30), dataset: ContentDigest(bytes: Array(repeating: 1, count: 32)),
            slices: [TrialSlice(trainingRows: 0..<250, validationRows: 250..<300)], lossScale: 1, wallSecondsLimit: 60,
            memoryBytesLimit: 1 << 30)

        let model = try TrialRunner.completed(assignment, dataset: rows) { _ in }.model
        let read = try Model(decoding: try model.encoded())

        #expect(read == model)
        for row in rows { #expect(read.predict(row.event) == model.predict(row.event)) }
    }

    /// A row whose memory is of another layout than the model's is told nothing by it, not something else.
    @Test func doesNotMistakeTheMemoryOfAnotherLayout() {
        let features = FeatureDefinition(lags: [.hours(1)], rolling: [4], rollingColumns: ["a"])
        let columns = [Column(name: "a", kind: .number)]
        let recipe = FeatureRecipe(calendar: [], usesLags: true, families: [.rolling, .columns])
        let layout = RowMemoryLayout(features, columns: columns, task: .regression)
        let fitted = FittedFeatures(
            rows: [LabelledEvent](), columns: columns, features: features, recipe: recipe, task: .regression,
            style: .cuts)
        func vector(_ lags: [Double]) -> [Double] {
            fitted.vector(
                Event(id: 1, time: Timestamp(rawValue: 0), unit: nil, values: [.number(5)], lags: lags))
        }

        #expect(layout.count == 9)
        #expect(vector([1, 2, 3, 4, 5, 3, 7, 8, 9]) == [5, 1, 2, 3, 4, 5, 3, 7, 8, 9, 2])
        #expect(vector([1, 2])[2...].allSatisfy { $0.isNaN })
    }
}
