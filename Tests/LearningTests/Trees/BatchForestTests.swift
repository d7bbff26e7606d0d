import Domain
import Learning
import Testing

/// A forest that takes a batch, a tree a task.
struct BatchForestTests {
    private static func stream(_ count: Int) -> (rows: [[Double]], labels: [Int]) {
        var generator = SeededGenerator(seed: 8)
        var rows: [[Double]] = []
        var labels: [Int] = []
        for index in 0..<count {
            let row = (0..<4).map { _ in generator.unitInterval() }
            rows.append(row)
            // The rule turns at half of the stream, and a third class begins late.
            let isHigh = (row[0] + row[1] > 1) == (index < count / 2)
            labels.append(index > count * 3 / 4 && row[2] > 0.8 ? 2 : isHigh ? 1 : 0)
        }
        return (rows, labels)
    }

    @Test func answersAndLearnsAsOneExampleAtATime() async throws {
        let (rows, labels) = Self.stream(1_200)
        var one = AdaptiveRandomForest(layout: FeatureLayout(numbers: 4), settings: .init(members: 4))
        var many = one
        var expected: [Int] = []
        for (row, label) in zip(rows, labels) {
            expected.append(try one.predict(row))
            try one.learn(row, target: label, weight: 1)
        }

        var answers: [Int] = []
        for start in stride(from: 0, to: rows.count, by: 300) {
            let batch = start..<start + 300
            answers += try await many.answerAndLearn(Array(rows[batch]), targets: Array(labels[batch]))
        }

        #expect(answers == expected)
        #expect(many == one)
    }

    @Test func learnsNothingOfABatchWithABadExample() async throws {
        let (rows, labels) = Self.stream(50)
        var forest = AdaptiveRandomForest(layout: FeatureLayout(numbers: 4), settings: .init(members: 2))
        let before = forest

        await #expect(throws: ExampleError.featureCount(expected: 4, found: 1)) {
            _ = try await forest.answerAndLearn(rows + [[1]], targets: labels + [0])
        }

        #expect(forest == before)
    }
}
