import Domain
import Testing

@testable import Learning

/// Events to numbers.
struct FittedFeaturesTests {
    private static let twoClasses = LearningTask.classification(classes: ["x", "y"])
    /// 1970-01-01 was a Thursday; this is its 05:00.
    private static let thursday = Timestamp(rawValue: 5 * 3_600_000)

    private static func row(_ values: [FieldValue], lags: [Double] = [], truth: Truth = .category(0)) -> LabelledEvent {
        LabelledEvent(
            event: Event(id: 0, time: thursday, unit: nil, values: values, lags: lags), truth: truth)
    }

    private static func fit(
        _ rows: [LabelledEvent], _ columns: [Column], calendar: [FeatureDefinition.CalendarPart] = [],
        usesLags: Bool = false, task: LearningTask = twoClasses, style: FittedFeatures.Style = .cuts
    ) -> FittedFeatures {
        FittedFeatures(
            rows: rows, columns: columns,
            features: FeatureDefinition(lags: rows.first?.event.lags.indices.map { .hours($0 + 1) } ?? []),
            recipe: FeatureRecipe(calendar: calendar, usesLags: usesLags), task: task, style: style)
    }

    @Test func addsAnIndicatorOnlyWhereTrainingRowsLackedTheNumber() {
        let columns = [Column(name: "a", kind: .number), Column(name: "b", kind: .number)]
        let rows = [Self.row([.number(1), .number(2)]), Self.row([.missing, .number(3)])]

        let features = Self.fit(rows, columns)

        #expect(features.vector(rows[0].event) == [1, 0, 2])
        let lacking = features.vector(Self.row([.missing, .missing]).event)
        #expect(lacking[0].isNaN)
        #expect(lacking[1] == 1)
        #expect(lacking[2].isNaN)
    }

    @Test func givesEachCategoryOneFeatureAndOneToAllOthers() {
        let columns = [Column(name: "kind", kind: .category)]
        let rows = ["b", "a", "b"].map { Self.row([.category($0)]) }

        let features = Self.fit(rows, columns)

        #expect(features.vector(Self.row([.category("a")]).event) == [1, 0, 0])
        #expect(features.vector(Self.row([.category("b")]).event) == [0, 1, 0])
        #expect(features.vector(Self.row([.category("new")]).event) == [0, 0, 1])
        #expect(features.vector(Self.row([.missing]).event) == [0, 0, 0])
    }

    @Test func keepsTheThirtyTwoMostFrequentCategories() {
        let columns = [Column(name: "kind", kind: .category)]
        let common = (10..<42).flatMap { [Self.row([.category("k\($0)")]), Self.row([.category("k\($0)")])] }

        let features = Self.fit(common + [Self.row([.category("a rare one")])], columns)

        #expect(features.featureCount == 33)
        #expect(features.vector(Self.row([.category("a rare one")]).event).last == 1)
        #expect(features.vector(Self.row([.category("k10")]).event).first == 1)
    }

    @Test func readsFlagsAndTimes() {
        let columns = [Column(name: "open", kind: .boolean), Column(name: "since", kind: .time)]
        let rows = [Self.row([.flag(true), .time(Timestamp(rawValue: 2_500))])]

        let features = Self.fit(rows, columns)

        #expect(features.vector(rows[0].event) == [1, 2.5])
        #expect(features.vector(Self.row([.missing, .missing]).event).allSatisfy { $0.isNaN })
    }

    @Test func leavesOutWhatIsNoFeature() {
        let columns = [Column(name: "id", kind: .number, isFeature: false), Column(name: "a", kind: .number)]
        let rows = [Self.row([.number(7), .number(1)])]

        let features = Self.fit(rows, columns)

        #expect(features.vector(rows[0].event) == [1])
    }

    @Test func givesTreesCalendarPartsAsNumbers() {
        let rows = [Self.row([])]

        let features = Self.fit(rows, [], calendar: [.hour, .weekday, .month])

        #expect(features.vector(rows[0].event) == [5, 3, 0])
    }

    @Test func givesLinearLearnersOneFeatureAnHour() {
        let rows = [Self.row([])]

        let vector = Self.fit(rows, [], calendar: [.hour], style: .oneHot).vector(rows[0].event)

        #expect(vector.count == 24)
        #expect(vector.firstIndex(of: 1) == 5)
        #expect(vector.reduce(0, +) == 1)
    }

    @Test func givesLagsAsTheyAreToTreesAndAsClassesToLinearLearners() {
        let rows = [Self.row([], lags: [1, .nan])]

        let trees = Self.fit(rows, [], usesLags: true).vector(rows[0].event)
        let linear = Self.fit(rows, [], usesLags: true, style: .oneHot).vector(rows[0].event)

        #expect(trees[0] == 1)
        #expect(trees[1].isNaN)
        #expect(linear == [0, 1, 0, 0])
    }

    @Test func givesOnlineTreesOneCodeACategoryAndAClass() {
        let columns = [Column(name: "kind", kind: .category), Column(name: "level", kind: .number)]
        let rows = ["a", "b", "a"].map { Self.row([.category($0), .missing], lags: [1, .nan]) }
        let features = Self.fit(rows, columns, usesLags: true, style: .codes)

        let known = features.vector(rows[1].event)
        let new = features.vector(Self.row([.category("never seen"), .missing], lags: [0, 1]).event)

        #expect(features.layout.kinds.map { $0 == .number } == [false, true, false, false])
        #expect(known[0] == 1)
        #expect(known[1].isNaN)
        #expect(known[2] == 1)
        #expect(known[3].isNaN)
        #expect(new[0] >= 2)
        #expect(throws: Never.self) { try features.layout.check(new) }
    }

    @Test func leavesLagsOutWhereTheRecipeDoes() {
        let rows = [Self.row([.number(4)], lags: [1])]

        #expect(Self.fit(rows, [Column(name: "a", kind: .number)]).vector(rows[0].event) == [4])
    }

    @Test func takesAColumnThatIsNoLongerThereAsMissing() {
        let columns = [Column(name: "a", kind: .number), Column(name: "kind", kind: .category)]
        let features = Self.fit([Self.row([.number(1), .category("a")])], columns, usesLags: true)

        let vector = features.vector(Self.row([]).event)

        #expect(vector[0].isNaN)
        #expect(vector[1...] == [0, 0])
    }

    @Test func appendsToABufferWhatTheVectorHolds() {
        let stream = SimpleStream(task: Self.twoClasses, count: 50)
        let features = Self.fit(stream.rows, SimpleStream.columns, calendar: [.month], style: .oneHot)
        var buffer: [Double] = []

        for row in stream.rows { features.append(row.event, to: &buffer) }

        #expect(buffer.count == 50 * features.featureCount)
        #expect(
            buffer.map(\.bitPattern) == stream.rows.flatMap { features.vector($0.event) }.map(\.bitPattern))
    }
}
