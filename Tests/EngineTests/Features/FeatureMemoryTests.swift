import Domain
import Testing

@testable import Engine

/// What a row is told of labels and rows before it.
struct FeatureMemoryTests {
    private static let tasks: [LearningTask] = [
        .regression, .classification(classes: ["0", "1"]), .classification(classes: ["a", "b", "c"]),
    ]

    private static func bits(_ told: some Collection<[Double]>) -> [[UInt64]] { told.map { $0.map(\.bitPattern) } }

    /// From a random row on, every label that was not known when it came is another: the rows up to it are told the same.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func noRowMeetsItsOwnLabelOrALaterOne(seed: UInt64) throws {
        let task = Self.tasks[Int(seed % 3)]
        let stream = MemoryStream(task, rows: 150, seed: seed)
        var generator = SeededGenerator(seed: seed + 1_000)
        let cut = 20 + generator.index(below: 100)
        var other = stream
        for row in other.items.indices where row + other.items[row].rowsToLabel >= cut {
            other.items[row].truth = MemoryStream.truth(task, &generator)
        }

        let (told, otherwise) = (try stream.fold().told, try other.fold().told)

        #expect(told.count == 150 && told.allSatisfy { $0.count == told[0].count })
        #expect(Self.bits(told[...cut]) == Self.bits(otherwise[...cut]))
        #expect(Self.bits(told) != Self.bits(otherwise))
    }

    /// Against everything counted anew at each row, from the whole past.
    @Test(arguments: 0..<30 as Range<UInt64>)
    func tellsWhatASlowCountTells(seed: UInt64) throws {
        let stream = MemoryStream(.regression, rows: 120, seed: seed)
        let features = FeatureDefinition(rolling: [3, 10], rollingColumns: ["level"], entity: "shop")
        let told = try stream.fold(features).told

        for row in stream.items.indices {
            let expected = Self.slow(stream, row)
            let same = zip(told[row], expected).allSatisfy { $0.isNaN ? $1.isNaN : ($0 - $1).magnitude < 1e-9 }
            guard same, told[row].count == expected.count else {
                Issue.record("row \(row): \(told[row]), \(expected) expected")
                return
            }
        }
    }

    private static func slow(_ stream: MemoryStream, _ row: Int) -> [Double] {
        let items = stream.items
        // In the order in which they became known: by the row after which they came, then by their own.
        let known = items.indices.filter { $0 + items[$0].rowsToLabel < row }
            .sorted { ($0 + items[$0].rowsToLabel, $0) < ($1 + items[$1].rowsToLabel, $1) }
        let levels = items[..<row].compactMap { item in
            if case .number(let number) = item.values[0] { number } else { nil }
        }
        var expected: [Double] = []
        for values in [known.map { items[$0].truth }, levels] {
            for window in [3, 10] { expected += statistics(Array(values.suffix(window))) }
        }
        let shop = items[row].values[2]
        let own = known.filter { items[$0].values[2] == shop }
        let seen = items[..<row].last { $0.values[2] == shop }
        guard let seen else { return expected + [0, .nan, .nan, .nan, .nan] }
        let labels = own.map { items[$0].truth }
        var fading = 0.0
        for (index, label) in labels.enumerated() { fading += (label - fading) * max(1 / Double(index + 1), 0.2) }
        let last = own.max {
            (items[$0].time, known.firstIndex(of: $0) ?? 0) < (items[$1].time, known.firstIndex(of: $1) ?? 0)
        }
        return expected + [
            Double(labels.count), (items[row].time - seen.time).seconds, last.map { items[$0].truth } ?? .nan,
            labels.isEmpty ? .nan : labels.reduce(0, +) / Double(labels.count), labels.isEmpty ? .nan : fading,
        ]
    }

    private static func statistics(_ values: [Double]) -> [Double] {
        guard let low = values.min(), let high = values.max() else { return [.nan, .nan, .nan, .nan] }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return [mean, squares.squareRoot(), low, high]
    }

    @Test(arguments: 0..<3, [0, 77, 149])
    func remembersTheSameAfterACheckpoint(task: Int, restart: Int) throws {
        let stream = MemoryStream(Self.tasks[task], rows: 150, seed: 5)

        let (straight, restarted) = (try stream.fold(), try stream.fold(restartAt: restart))

        let (isAlike, remembersAlike) = (
            Self.bits(straight.told) == Self.bits(restarted.told), straight.state.memory == restarted.state.memory
        )
        #expect(isAlike && remembersAlike)
    }

    @Test func tellsACallerWhatARowOfTheFileIsTold() throws {
        let stream = MemoryStream(.regression, rows: 100, seed: 9)
        var earlier = stream
        let last = earlier.items.removeLast()
        let state = try earlier.fold().state

        let told = state.memory.numbers(
            after: state.lags.values(at: last.time), at: last.time, unit: last.unit, values: last.values)

        #expect(Self.bits([told]) == Self.bits(try stream.fold().told.suffix(1)))
    }

    @Test func remembersTheLastOfManyEntitiesAndCountsTheOthers() throws {
        let layout = RowMemoryLayout(
            FeatureDefinition(entity: "shop"), columns: MemoryStream.columns, task: .regression)
        var memory = EntityMemory()
        let many = EntityMemory.capacity * 3

        for entity in 0..<many {
            memory.see("entity \(entity)", at: Timestamp(rawValue: Int64(entity) * 1_000), layout)
        }

        #expect(memory.count == EntityMemory.capacity)
        #expect(memory.evicted == Int64(many - EntityMemory.capacity))
        var told: [Double] = []
        memory.append("entity \(many - 1)", at: Timestamp(rawValue: Int64(many) * 1_000), layout, to: &told)
        #expect(told[1] == 1)
        var forgotten: [Double] = []
        memory.append("entity 0", at: Timestamp(rawValue: 0), layout, to: &forgotten)
        #expect(forgotten[0] == 0 && forgotten[1].isNaN)
    }

    @Test func keepsNoMoreValuesThanItsLongestWindow() {
        var window = RollingWindow(windows: [5, 20])
        for value in 0..<10_000 { window.add(Double(value)) }
        window.add(.nan)
        window.add(1e300)

        #expect(window.count == 20)
        #expect(window.statistics.map(\.mean) == [9_997, 9_989.5])
        #expect(window.statistics.map(\.lowest) == [9_995, 9_980])
    }

    @Test func tellsTheUsualLabelOfAnHourAndTheLastOne() {
        let features = FeatureDefinition(seasonal: [.days(1)])
        let layout = RowMemoryLayout(features, columns: [], task: .regression)
        var season = SeasonMemory(period: .days(1))
        let start = Timestamp(rawValue: -86_400_000)
        for day in 0..<3 { season.add(Double(10 * day), at: start + .days(day) + .hours(5), layout) }
        season.add(7, at: start + .days(2) + .hours(6), layout)

        var told: [Double] = []
        for hour in 5...7 { season.append(at: start + .days(9) + .hours(hour), layout, to: &told) }

        #expect(told[0..<2] == [10, 20])
        #expect(told[3..<5] == [7, 7])
        #expect(told[6].isNaN && told[7].isNaN)
        // 10 above 0, then 15 above 5: 0.3 × 10, then 3 + 0.3 × 12.
        #expect((told[2] - 6.6).magnitude < 1e-12)
    }

    /// A pipeline file that asks for other features starts another memory, and old rows know nothing of it.
    @Test func alignsRowsOfAnotherLayout() {
        let layout = RowMemoryLayout(
            FeatureDefinition(lags: [.hours(1)], rolling: [4]), columns: [], task: .classification(classes: ["0", "1"]))

        #expect(layout.count == 2)
        #expect(layout.aligned([1, 0.5]) == [1, 0.5])
        #expect(layout.aligned([1])[0] == 1 && layout.aligned([1])[1].isNaN)
        #expect(layout.aligned([]).map(\.isNaN) == [true, true])
        #expect(layout.aligned([1, 2, 3]).map(\.isNaN) == [true, true])
    }
}
