import Domain
import Testing

@testable import Learning

struct EProcessTests {
    @Test func remembersItsGreatestValue() throws {
        var process = EProcess()

        process.multiply(by: try EValue(25))
        process.multiply(by: try EValue(0.1))

        #expect((process.anytimeP - 0.04).magnitude < 1e-12)
        #expect(process.rejects(at: 0.05))
        #expect(process.rejects(at: 0.01) == false)
        #expect((Elementary.exp(process.logValue) - 2.5).magnitude < 1e-12)
    }

    @Test func startsWithoutEvidence() {
        #expect(EProcess().anytimeP == 1)
        #expect(EProcess().greatestLogValue == 0)
    }

    @Test func endsAtAnEValueOfZero() throws {
        var process = EProcess()

        process.multiply(by: try EValue(0))
        process.multiply(by: try EValue(1_000))

        #expect(process.logValue == -.infinity)
        #expect(process.anytimeP == 1)
    }

    /// Betting 40 % on heads of a fair coin.
    @Test func rarelyReachesTheThresholdWhereTheHypothesisHolds() throws {
        let rejections = try PeekingSimulation.count(runs: 400, peeks: 500) {
            var process = EProcess()
            return { generator in
                process.multiply(by: try EValue(generator.unitInterval() < 0.5 ? 1.4 : 0.6))
                return process.rejects(at: 0.05)
            }
        }

        #expect(rejections <= PeekingSimulation.limit(runs: 400, alpha: 0.05))
    }

    @Test func goesOnFromASavedState() throws {
        var process = EProcess()
        process.multiply(by: try EValue(3))

        let read = try SavedState.decode(EProcess.self, from: try SavedState.encode(process))

        #expect(read == process)
    }
}
