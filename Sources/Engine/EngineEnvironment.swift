package import Domain

/// Everything that the engine gets from outside: where it writes, what it runs, what time it is.
package struct EngineEnvironment: Sendable {
    package var store: any HistoryStore & HistoryReader
    package var artifacts: any ArtifactStore
    package var executor: any TrialExecutor
    package var notifier: any Notifier
    package var sha256: SHA256Function
    /// Wall time, written beside decisions.
    package var now: @Sendable () -> Timestamp
    /// A clock that only grows, for pace and measurements.
    package var monotonicNanoseconds: @Sendable () -> UInt64
    /// What the kernel says this process holds in memory; nil where it does not say.
    package var residentBytes: @Sendable () -> Int?
    /// How much more memory this process may take; nil where nothing says.
    package var availableBytes: @Sendable () -> Int?
    /// Waits between two looks at the sources.
    package var pause: @Sendable () async -> Void
    /// Waits before a commit that failed is tried again.
    package var pauseForStore: @Sendable () async -> Void
    /// Where roll backs are noted before they are recorded; nil where a roll back may be lost with the process.
    package var rollBacks: (any RollBackJournal)?
    /// What shares requests out among servers of their own; nil where the engine's own process answers all.
    package var traffic: TrafficPlane?
    /// Asks models of other servers; nil where no pipeline may have one.
    package var remotes: (any RemoteModels)?
    /// Predictions a pipeline that are held whole while they wait for labels; older ones stand in the store.
    package var warmPredictions: Int
    /// Workers of all pipelines at a time; nil for as many as their files ask for.
    package var totalWorkers: Int?

    package init(
        store: any HistoryStore & HistoryReader, artifacts: any ArtifactStore, executor: any TrialExecutor,
        notifier: any Notifier, sha256: @escaping SHA256Function, now: @escaping @Sendable () -> Timestamp,
        monotonicNanoseconds: @escaping @Sendable () -> UInt64, pause: @escaping @Sendable () async -> Void,
        rollBacks: (any RollBackJournal)? = nil, warmPredictions: Int = 8_192, traffic: TrafficPlane? = nil,
        residentBytes: @escaping @Sendable () -> Int? = { nil }, remotes: (any RemoteModels)? = nil,
        totalWorkers: Int? = nil, pauseForStore: @escaping @Sendable () async -> Void = {},
        availableBytes: @escaping @Sendable () -> Int? = { nil }
    ) {
        self.store = store
        self.artifacts = artifacts
        self.executor = executor
        self.notifier = notifier
        self.sha256 = sha256
        self.now = now
        self.monotonicNanoseconds = monotonicNanoseconds
        self.pause = pause
        self.pauseForStore = pauseForStore
        self.availableBytes = availableBytes
        self.rollBacks = rollBacks
        self.traffic = traffic
        self.residentBytes = residentBytes
        self.remotes = remotes
        self.warmPredictions = warmPredictions
        self.totalWorkers = totalWorkers
    }
}
