import Domain
import TestSupport
import Testing

@testable import Engine

struct MonitorsTests {
    private static func monitors(_ detector: DetectorKind) -> Monitors {
        Monitors(columns: 0, MonitorDefinition(detector: detector))
    }

    /// Losses of 0 and 1 with these chances, a thousand each.
    private static func watch(_ monitors: inout Monitors, chances: [Double]) {
        for (index, chance) in chances.enumerated() {
            for loss in DetectorSuite.errors(1_000, rate: chance, seed: UInt64(index)) {
                monitors.observe(loss: loss, metric: nil, higherIsBetter: true, fading: 0.998)
            }
        }
    }

    @Test(arguments: DetectorKind.allCases) func saysThatTheErrorRoseAndByWhatTest(_ kind: DetectorKind) throws {
        var monitors = Self.monitors(kind)

        Self.watch(&monitors, chances: [0.2])
        for loss in DetectorSuite.errors(500, rate: 0.7, seed: 4) where monitors.errorChange == nil {
            monitors.observe(loss: loss, metric: nil, higherIsBetter: true, fading: 0.998)
        }

        let change = try #require(monitors.errorChange)
        #expect(change.detector == kind)
        #expect(change.after > change.before)
    }

    @Test(arguments: DetectorKind.allCases) func isCalmAgainWhenTheErrorCameBack(_ kind: DetectorKind) {
        var monitors = Self.monitors(kind)

        Self.watch(&monitors, chances: [0.2, 0.8, 0.02, 0.02])

        #expect(monitors.errorChange == nil)
    }

    @Test func anotherDetectorOfTheFileWatchesFromThereOn() {
        var monitors = Self.monitors(.adwin)
        Self.watch(&monitors, chances: [0.2])

        monitors.watchErrors(by: MonitorDefinition(detector: .kswin))
        Self.watch(&monitors, chances: [0.2, 0.7])

        #expect(monitors.errorChange?.detector == .kswin)
    }
}
