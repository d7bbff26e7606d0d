import Domain
import Simulation
import TestSupport
import Testing

struct SyntheticStreamSuiteTests {
    @Test(arguments: [
        SyntheticStream.Drift.none, .abrupt(at: 20), .gradual(from: 10, to: 40), .recurring(every: 7),
    ])
    func keepsWhatEverySourceKeeps(drift: SyntheticStream.Drift) throws {
        let violations = try EventSourceSuite.violations { position in
            SyntheticStream(drift: drift, rows: 60, noise: 0.1, seed: 3, resumingAt: position)
        }

        #expect(violations == [])
    }
}
