import Testing

@testable import Learning

struct DistinctCountTests {
    private func sketch(_ items: Range<Int>, of stream: Int = 0, precision: Int = 9) throws -> DistinctCount {
        var sketch = try DistinctCount(precision: precision)
        for item in items { sketch.add("\(stream) \(item)") }
        return sketch
    }

    @Test(arguments: [20, 200, 700, 1_500, 3_000])
    func keepsItsRelativeError(distinct: Int) throws {
        let streams = 20
        var squares = 0.0
        var bias = 0.0
        for stream in 0..<streams {
            let error = try sketch(0..<distinct, of: stream, precision: 8).estimate / Double(distinct) - 1
            squares += error * error / Double(streams)
            bias += error / Double(streams)
        }

        let bound = try DistinctCount(precision: 8).relativeError
        #expect(squares.squareRoot() < 1.5 * bound)
        #expect(abs(bias) < 4 * bound / Double(streams).squareRoot())
    }

    @Test func isExactWhileThereAreFew() throws {
        var few = try sketch(0..<1_000, precision: 14)
        for item in 0..<1_000 { few.add("0 \(item)") }

        #expect(few.estimate == 1_000)
        #expect(try DistinctCount().estimate == 0)
    }

    @Test(arguments: [(30, 20), (30, 900), (900, 30), (900, 800)])
    func aMergeIsTheSketchOfTheWhole(first: Int, second: Int) throws {
        let (left, right) = (try sketch(0..<first), try sketch(first / 2..<first / 2 + second))
        var merged = left
        try merged.merge(right)
        var reversed = right
        try reversed.merge(left)

        #expect(merged == (try sketch(0..<max(first, first / 2 + second))))
        #expect(reversed == merged)
    }

    @Test func countsATextOnce() throws {
        var once = try sketch(0..<500)
        let before = once
        for item in 0..<500 { once.add("0 \(item)") }

        #expect(once == before)
        #expect(once.storedBytes == 512)
    }

    @Test func refusesOtherSettings() throws {
        var sketch = try DistinctCount(precision: 10)

        #expect(throws: SketchError.otherSettings(10, 11)) { try sketch.merge(DistinctCount(precision: 11)) }
        #expect(throws: SketchError.size(name: "the precision", 3, allowed: 4...18)) { try DistinctCount(precision: 3) }
    }
}
