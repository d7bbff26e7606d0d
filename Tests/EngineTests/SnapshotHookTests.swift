import Foundation
import Synchronization
import Testing

@testable import Engine

/// The call that wakes screens after a new snapshot.
struct SnapshotHookTests {
    @Test func isAsDirectAfterManySnapshotsAsAtFirst() async throws {
        let engine = try World().engine(.live)
        let depths = Mutex<[Int]>([])
        engine.onSnapshot { depths.withLock { $0.append(Thread.callStackReturnAddresses.count) } }
        for look in 1...300 {
            // Each is another one: the factor is in it.
            engine.setReplayFactor(Double(look))
            await engine.publishSnapshot()
        }

        let found = depths.withLock { $0 }
        #expect(found.count == 300)
        #expect(Set(found).count == 1, "from \(found.min() ?? 0) to \(found.max() ?? 0) calls deep")
    }
}
