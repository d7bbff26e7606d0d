import Domain
import Testing

@testable import Learning

/// The neighbours of a window against sorting all of it.
struct NearestNeighboursTests {
    private static let layout = FeatureLayout([.number, .nominal(categories: 4), .number])

    @Test(arguments: 0..<10 as Range<UInt64>)
    func findsThoseThatSortingFinds(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let settings = NeighbourSettings(neighbours: 5, window: 60)
        var window = NeighbourWindow(layout: Self.layout, settings: settings)
        var rows: [[Double]] = []
        for index in 0..<150 {
            let row = [
                generator.unitInterval(), Double(generator.index(below: 4)),
                generator.index(below: 5) == 0 ? .nan : generator.unitInterval() * 100,
            ]
            rows.append(row)
            window.add(row, target: Double(index), weight: 1)
        }
        let deviations = [0, 2].map { place in
            var moments = RunningMoments()
            for row in rows where !row[place].isNaN { moments.add(row[place]) }
            return moments.standardDeviation
        }
        func distance(_ one: [Double], _ other: [Double]) -> Double {
            let first = (one[0] - other[0]) / deviations[0]
            let third = (one[2] - other[2]) / deviations[1]
            let square = first * first + (one[1] == other[1] ? 0 : 1) + (third.isNaN ? 1 : third * third)
            return square.squareRoot()
        }

        let query = [generator.unitInterval(), 2, generator.unitInterval() * 100]
        let found = window.nearest(to: query)

        let sorted = (90..<150).sorted { distance(rows[$0], query) < distance(rows[$1], query) }
        #expect(found.map { Int($0.target) } == Array(sorted.prefix(5)))
        for (neighbour, index) in zip(found, sorted) {
            #expect(abs(neighbour.distance - distance(rows[index], query)) < 1e-12)
        }
    }

    @Test func prefersTheNewestOfSeveralAtOnePlace() {
        var window = NeighbourWindow(layout: FeatureLayout(numbers: 1), settings: .init(neighbours: 2, window: 4))
        for index in 0..<6 { window.add([Double(index % 2)], target: Double(index), weight: 1) }

        #expect(window.nearest(to: [1]).map(\.target) == [5, 3])
        #expect(window.nearest(to: [0]).map(\.target) == [4, 2])
    }

    @Test func votesByWeightAndDistance() throws {
        let layout = FeatureLayout([.nominal(categories: 3)])
        let settings = NeighbourSettings(neighbours: 2, window: 10, vote: .equal)
        var equal = NearestNeighboursRegressor(layout: layout, settings: settings)
        var near = NearestNeighboursRegressor(layout: layout, settings: .init(neighbours: 2, window: 10))
        try equal.learn([0], target: 1, weight: 3)
        try equal.learn([1], target: 5, weight: 1)
        try near.learn([0], target: 1, weight: 3)
        try near.learn([1], target: 5, weight: 1)

        #expect(try equal.predict([0]) == 2)
        #expect(try abs(near.predict([0]) - 1) < 1e-6)
        #expect(try near.predict([2]) == 2)
    }
}
