import TestSupport
import Testing

/// The stand-ins for what is outside keep what the real ones keep.
struct StandInsTests {
    @Test func storesInMemoryAsOnDisk() throws {
        #expect(try ArtifactStoreSuite.violations(MemoryArtifacts()) == [])
    }

    @Test func runsTrialsInTheProcessAsInAWorker() async throws {
        let artifacts = MemoryArtifacts()

        #expect(try await TrialExecutorSuite.violations(InProcessExecutor(artifacts: artifacts), artifacts) == [])
    }
}
