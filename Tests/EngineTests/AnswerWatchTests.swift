import Domain
import Testing

@testable import Engine

/// The test whether a server leaves too much unanswered.
struct AnswerWatchTests {
    /// The question at which too many misses are proven; nil where that never is.
    private static func alarm(share: Double, seed: UInt64, questions: Int = 2_000) -> Int? {
        var generator = SeededGenerator(seed: seed)
        var watch = AnswerWatch()
        for question in 1...questions
        where watch.add(
            isAnswered: Double.random(in: 0..<1, using: &generator) >= share, allowed: 0.01, alpha: 0.05)
        {
            return question
        }
        return nil
    }

    @Test func oneInAHundredIsLeftAloneHoweverOftenItIsLookedAt() {
        let alarms = (0..<200 as Range<UInt64>).count { Self.alarm(share: 0.01, seed: $0) != nil }

        #expect(alarms <= 10)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func oneInTenIsFound(seed: UInt64) {
        #expect(Self.alarm(share: 0.1, seed: seed) ?? .max <= 400)
    }

    @Test func aServerThatIsGoneIsFoundAtItsFifthMiss() {
        #expect(Self.alarm(share: 1, seed: 1) == 5)
    }

    /// A test that had bet on good answers for so long must not have lost all that it could bet with.
    @Test func aServerThatFailsAfterManyGoodAnswersIsFoundAsFast() {
        var watch = AnswerWatch()
        for _ in 0..<50_000 { _ = watch.add(isAnswered: true, allowed: 0.01, alpha: 0.05) }

        let misses = (1...20).first { _ in watch.add(isAnswered: false, allowed: 0.01, alpha: 0.05) }

        #expect(misses ?? .max <= 10)
    }
}
