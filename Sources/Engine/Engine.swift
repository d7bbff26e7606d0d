import Domain
import Synchronization

/// Turns the wheel for all pipelines: reads their sources, folds the log, commits, and does what the folds ask for.
///
/// Decisions are made by ``PipelineState``; the engine only carries them out. A restart after any kind of stop loads the
/// newest checkpoint, folds what was committed after it, and asks for the same outstanding work again.
package actor Engine {
    /// Rows folded between two looks at other pipelines and commands.
    static let quantum = 256
    static let commitRows = 1_000
    static let commitNanoseconds: UInt64 = 50_000_000
    static let checkpointEvery: Int64 = 10_000
    static let checkpointNanoseconds: UInt64 = 4_000_000_000

    nonisolated let environment: EngineEnvironment
    nonisolated let router: PredictionRouter
    nonisolated let traffic: TrafficDesk?
    nonisolated let mode: EngineMode
    nonisolated let workspace: String
    /// Rows a second at which a pipeline whose canary waits for a person is replayed.
    let followedRowsPerSecond: Double
    /// Whether the run ends when all sources have, instead of waiting for more; a lockstep run always does.
    let endsWithData: Bool
    nonisolated let box = Mutex<EngineSnapshot?>(nil)
    nonisolated let factor = Mutex<Double>(1)
    nonisolated let onChange = Mutex(ChangeHook())
    nonisolated let wakes: AsyncStream<Void>
    nonisolated let wake: AsyncStream<Void>.Continuation

    var pipelines: [PipelineRuntime] = []
    var problem: EngineError?
    var lastCommit: UInt64 = 0
    /// Whether the store did not take what was folded; what is folded stays, for the next try.
    var isOverdue = false
    /// Tries in a row that the engine waited for the store.
    var waits = 0
    var lastSnapshot: UInt64 = 0
    var revision: UInt64 = 0
    var rates: [PipelineName: RateMeter] = [:]
    /// The newest copies of live versions that their servers have.
    var copies: [PipelineName: [ModelVersion: LiveCopy]] = [:]
    /// The definitions that servers know, with their names.
    var named: [PipelineName: NamedDefinition] = [:]
    private var isStopping = false
    /// Whether a pause has passed since the last pass: what may wait for others is written, and silent sources are looked at.
    private(set) var hasPaused = false
    private nonisolated let isPauseOver = Atomic(false)
    /// Why nothing is joined any more; nil while the engine works or has not begun.
    var ending: String?

    /// - Parameters:
    ///   - workspace: The name that the screen shows.
    ///   - mode: Lockstep or live.
    ///   - followedRowsPerSecond: Pace while a person is waited for.
    ///   - endsWithData: Whether a live run ends when all sources have.
    ///   - environment: The outside.
    package init(
        workspace: String, mode: EngineMode, followedRowsPerSecond: Double, endsWithData: Bool = false,
        environment: EngineEnvironment
    ) {
        self.workspace = workspace
        self.mode = mode
        self.followedRowsPerSecond = followedRowsPerSecond
        self.endsWithData = endsWithData || mode == .lockstep
        self.environment = environment
        let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        (self.wakes, self.wake) = (wakes, wake)
        let router = PredictionRouter(
            sha256: environment.sha256, now: environment.now, monotonicNanoseconds: environment.monotonicNanoseconds
        ) { wake.yield() }
        self.router = router
        traffic = environment.traffic.map { plane in
            TrafficDesk(
                plane, lanes: { router.names.compactMap(router.lane) }, nanoseconds: environment.monotonicNanoseconds,
                now: environment.now, wake: { wake.yield() })
        }
    }

    /// Ends the run after what is folded is committed.
    package func stop() {
        isStopping = true
        wake.yield()
    }

    // MARK: Running

    /// Works until the data ends (lockstep) or it is stopped or cancelled (live); leaves a committed checkpoint.
    ///
    /// - Throws: ``EngineError`` where it cannot go on; what was committed is safe.
    package func run() async throws {
        defer { refuseFeedback() }
        do {
            try await turn()
        } catch {
            // The screen goes on without the engine: it says why nothing moves any more.
            problem = error as? EngineError
            // What it answered from here on would be recorded nowhere: callers and probes are told so.
            let sentence = problem?.description ?? "the engine has failed: \(error)"
            for name in router.names { router.lane(name)?.end(sentence) }
            publishSnapshot()
            throw error
        }
    }

    private func turn() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            if mode == .live {
                group.addTask { [self] in
                    while !Task.isCancelled {
                        await environment.pause()
                        isPauseOver.store(true, ordering: .relaxed)
                        wake.yield()
                    }
                }
            }
            // What a crash kept from the history takes effect before anything is served.
            for intent in environment.rollBacks?.outstanding() ?? [] { _ = carryOut(intent) }
            publishTables()
            steerTraffic(&group)
            watchRemotes(&group)
            var signals = wakes.makeAsyncIterator()
            publishSnapshot()
            turns: while !isStopping, !Task.isCancelled {
                hasPaused = isPauseOver.exchange(false, ordering: .relaxed)
                let progress: Progress
                do {
                    progress = try pass(&group)
                } catch {
                    try await waitForTheStore(after: error)
                    continue
                }
                switch progress {
                case .some: await Task.yield()
                case .none: await signals.next()
                case .over: break turns
                }
            }
            // What callers were answered is whole only when the other model of a comparison has answered, too.
            for index in pipelines.indices {
                await router.opened(pipelines[index].name).settle()
                _ = try takeServed(at: index)
                takeRemote(at: index)
            }
            try await commitAtLast()
            publishSnapshot()
            group.cancelAll()
        }
    }

    /// What a pass over all pipelines came to.
    private enum Progress {
        case some
        case none
        /// The data has ended, and nothing is left to do.
        case over
    }

    private func pass(_ group: inout ThrowingDiscardingTaskGroup<any Error>) throws(EngineError) -> Progress {
        try commitWhatIsOverdue()
        let progressed = try advanceAll(&group)
        try commitIfDue()
        publishIfDue()
        if progressed { return .some }
        if endsWithData, pipelines.allSatisfy({ $0.hasEnded && !$0.state.asksForWork }) { return .over }
        // One write is for all callers of a pause, unless somebody has to see something.
        if hasPaused || pipelines.contains(where: { $0.changes.isUrgent }) {
            try commitWhatIsFolded()
            publishSnapshot()
        }
        return .none
    }

    private func advanceAll(_ group: inout ThrowingDiscardingTaskGroup<any Error>) throws(EngineError) -> Bool {
        var progressed = false
        for index in pipelines.indices {
            if try work(at: index, &group) { progressed = true }
            if mode == .live {
                if try takeServed(at: index) { progressed = true }
                takeFindings(at: index)
                if hasPaused {
                    tellOfWaiting(at: index)
                    tellOfMemory(at: index)
                }
                takeRemote(at: index)
                if try takeFeedback(at: index) { progressed = true }
            }
            if try read(at: index) { progressed = true }
        }
        return progressed
    }
}

/// Who is called after each new snapshot.
///
/// A closure that is kept in a generic box by itself is wrapped once more at each look; within a value of its own it is not.
struct ChangeHook: Sendable {
    var body: (@Sendable () -> Void)?
}
