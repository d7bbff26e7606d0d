import Domain
import Simulation
import Testing

struct ManualTimeTests {
    @Test func movesOnlyWhenItIsTold() {
        let time = ManualTime(Timestamp(rawValue: 1_000))

        time.advance(by: .seconds(2))
        time.advance(by: .zero)

        #expect(time.now == Timestamp(rawValue: 3_000))
    }
}
