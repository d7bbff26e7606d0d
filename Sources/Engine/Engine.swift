package import Domain
import Foundation
import Learning
import Synchronization

/// Turns the wheel for all pipelines: reads their sources, folds the log, commits, and does what the folds ask for.
///
/// Decisions are made by ``PipelineState``; the engine only carries them out. A restart after any kind of stop loads the
/// newest checkpoint, folds what was committed after it, and asks for the same outstanding work again.
package actor Engine: EngineLink {
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
    nonisolated let onChange = Mutex<(@Sendable () -> Void)?>(nil)
    nonisolated let wakes: AsyncStream<Void>
    nonisolated let wake: AsyncStream<Void>.Continuation

    var pipelines: [PipelineRuntime] = []
    var problem: EngineError?
    var lastCommit: UInt64 = 0
    var lastSnapshot: UInt64 = 0
    var revision: UInt64 = 0
    var rates: [PipelineName: RateMeter] = [:]
    /// The newest copies of live versions that their servers have.
    var copies: [PipelineName: [ModelVersion: LiveCopy]] = [:]
    /// The definitions that servers know, with their names.
    var named: [PipelineName: NamedDefinition] = [:]
    private var isStopping = false
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
        let router = PredictionRouter(sha256: environment.sha256, now: environment.now) { wake.yield() }
        self.router = router
        traffic = environment.traffic.map { plane in
            TrafficDesk(
                plane, lanes: { router.names.compactMap(router.lane) }, nanoseconds: environment.monotonicNanoseconds,
                now: environment.now, wake: { wake.yield() })
        }
    }

    /// Adds a pipeline: restored where the store knows it, new where not.
    ///
    /// - Throws: ``EngineError`` where the store, a model or the source cannot be read.
    package func add(
        _ definition: PipelineDefinition, source open: (SourcePosition?) throws(SourceError) -> any EventSource
    ) throws(EngineError) {
        try checkTraffic(of: definition)
        try checkRemotes(of: definition)
        do {
            let restoration = try environment.store.restore(definition.name)
            let source = try ItemQueue(at: restoration.position, open: open)
            var runtime = PipelineRuntime(
                state: try restoredState(definition, restoration), source: source,
                changes: PipelineChanges(pipeline: definition.name),
                view: try PipelineView(definition.name, from: environment.store),
                pace: Pace(speed: definition.source.speed), checkpointedAt: 0)
            try runtime.replay(restoration.tail, in: context, recalling: environment.store)
            runtime.state.buffer.cool(keeping: environment.warmPredictions)
            pipelines.append(runtime)
            router.opened(definition.name).resume(after: restoration.lastEvent)
            if runtime.state.sequence == 0 || runtime.state.definition != definition {
                fold(.definition(definition), at: pipelines.count - 1)
            }
            reopen(at: pipelines.count - 1)
            publishTables()
        } catch let error as EngineError {
            throw error
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as SourceError {
            throw .source(definition.name, error)
        } catch let error as ArtifactError {
            throw .artifact(error)
        } catch {
            throw .damagedCheckpoint(definition.name, "\(error)")
        }
    }

    /// Before anything is served: what a crash kept from the history stays out of the traffic, and callers' canary learns of
    /// the time without an engine.
    private func reopen(at index: Int) {
        let name = pipelines[index].name
        for intent in environment.rollBacks?.outstanding() ?? [] {
            guard intent.pipeline == name, case .rollBack(let version) = intent.command else { continue }
            router.opened(name).withdraw(version)
        }
        guard mode == .live, pipelines[index].state.servedThrough != nil,
            pipelines[index].state.rollout?.state.isEnded == false
        else { return }
        fold(.reopened(at: environment.now()), at: index)
    }

    private func restoredState(
        _ definition: PipelineDefinition, _ restoration: Restoration
    ) throws -> PipelineState {
        guard let checkpoint = restoration.checkpoint else { return PipelineState(definition: definition) }
        return try CheckpointCoder(artifacts: environment.artifacts).decode(checkpoint.state)
    }

    var context: FoldContext {
        FoldContext(sha256: environment.sha256, artifacts: environment.artifacts, wallTime: environment.now())
    }

    // MARK: EngineLink

    package nonisolated func snapshot() -> EngineSnapshot {
        box.withLock { $0 }
            ?? EngineSnapshot(
                revision: 0, workspace: workspace, time: environment.now(),
                replay: ReplayStatus(factor: 1, isLockstep: mode == .lockstep), pipelines: [], needs: [],
                caption: "", problem: nil)
    }

    package nonisolated var history: any HistoryReader { environment.store }

    package nonisolated func setReplayFactor(_ value: Double) {
        factor.withLock { $0 = min(max(value, 0), 1_000) }
        wake.yield()
    }

    /// Calls back after each new snapshot, from any thread.
    package nonisolated func onSnapshot(_ body: @escaping @Sendable () -> Void) {
        onChange.withLock { $0 = body }
    }

    package nonisolated func submit(_ intent: Intent) async -> IntentReply {
        // A version goes out of the traffic before anything is asked or written: no queue, disk or search delays that.
        guard case .rollBack(let version) = intent.command else { return await carryOut(intent) }
        if let lane = router.lane(intent.pipeline) {
            lane.withdraw(version)
            await traffic?.assert(lane)
        }
        environment.rollBacks?.note(intent)
        return await carryOut(intent)
    }

    private func carryOut(_ intent: Intent) -> IntentReply {
        guard let index = pipelines.firstIndex(where: { $0.name == intent.pipeline }) else {
            return .refused("there is no pipeline \(intent.pipeline)")
        }
        if let refusal = goldenRefusal(intent) { return .refused(refusal) }
        let reply: IntentReply?
        do {
            let touched = try taint(of: intent, at: index)
            reply = fold(.command(intent), at: index)
            if let touched, case .done? = reply { record(touched, intent, at: index) }
            try commit()
        } catch let stale as StaleRetraction {
            return .refused("\(stale)")
        } catch {
            problem = error as? EngineError
            return .refused("not recorded: \(error)")
        }
        environment.rollBacks?.clear(intent)
        publishSnapshot()
        wake.yield()
        return reply ?? .refused("the command has no answer")
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
            publishSnapshot()
            throw error
        }
    }

    private func turn() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            if mode == .live {
                group.addTask { [environment, wake] in
                    while !Task.isCancelled {
                        await environment.pause()
                        wake.yield()
                    }
                }
            }
            // What a crash kept from the history takes effect before anything is served.
            for intent in environment.rollBacks?.outstanding() ?? [] { _ = carryOut(intent) }
            publishTables()
            steerTraffic(&group)
            var signals = wakes.makeAsyncIterator()
            publishSnapshot()
            while !isStopping, !Task.isCancelled {
                let progressed = try advanceAll(&group)
                try commitIfDue()
                publishIfDue()
                if progressed {
                    await Task.yield()
                } else if endsWithData, pipelines.allSatisfy({ $0.hasEnded && !$0.state.asksForWork }) {
                    break
                } else {
                    try commit()
                    publishSnapshot()
                    await signals.next()
                }
            }
            // What callers were answered is whole only when the other model of a comparison has answered, too.
            for index in pipelines.indices {
                await router.opened(pipelines[index].name).settle()
                _ = takeServed(at: index)
            }
            try commit(withCheckpoints: true)
            publishSnapshot()
            group.cancelAll()
        }
    }

    private func advanceAll(_ group: inout ThrowingDiscardingTaskGroup<any Error>) throws(EngineError) -> Bool {
        var progressed = false
        for index in pipelines.indices {
            if try work(at: index, &group) { progressed = true }
            if mode == .live {
                if takeServed(at: index) { progressed = true }
                takeFindings(at: index)
                if try takeFeedback(at: index) { progressed = true }
            }
            if try read(at: index) { progressed = true }
        }
        return progressed
    }

    /// Reads what the pace allows and folds it; false where there was nothing to read.
    private func read(at index: Int) throws(EngineError) -> Bool {
        guard !(mode == .lockstep && (pipelines[index].state.asksForWork || pipelines[index].hasEnded)) else {
            return false
        }
        let allowance = allowance(at: index)
        guard allowance.rows > 0 else { return false }
        let rows: Int
        do {
            rows = try pipelines[index].read(
                rows: min(allowance.rows, Self.quantum), until: allowance.until, in: context,
                recalling: environment.store, stopsForWork: mode == .lockstep)
            pipelines[index].sourceProblem = nil
        } catch {
            guard mode == .live, case .source(_, let problem) = error else { throw error }
            pipelines[index].sourceProblem = problem.description
            return false
        }
        rates[pipelines[index].name, default: RateMeter()].add(max(rows, 0), now: environment.monotonicNanoseconds())
        return rows >= 0
    }

    private func allowance(at index: Int) -> Pace.Allowance {
        let runtime = pipelines[index]
        let isPreroll = runtime.state.counts.rows < Int64(runtime.state.definition.source.prerollRows)
        // At full speed history would have passed before a training that it asked for is done.
        let isHistory = runtime.state.definition.source.speed == .maximum && !runtime.hasCaughtUp
        if mode == .lockstep || isPreroll || isHistory {
            if mode == .live, runtime.waitsForWorkers || isHistory && runtime.state.asksForWork {
                return Pace.Allowance(rows: 0, until: nil)
            }
            return Pace.Allowance(rows: Self.quantum, until: nil)
        }
        return pipelines[index].pace.allowance(
            now: environment.monotonicNanoseconds(), factor: factor.withLock { $0 }, cap: followedPace(runtime.state),
            streamTime: runtime.state.clock)
    }

    /// While a canary can be followed, a step takes about five seconds; while it waits for a person, it nearly stands.
    private func followedPace(_ state: PipelineState) -> Double? {
        guard let rollout = state.rollout, !rollout.state.isEnded else { return nil }
        if rollout.awaitsApproval != nil { return followedRowsPerSecond }
        return Double(state.definition.canary.minimumPairs) / 5
    }

    @discardableResult
    func fold(_ input: PipelineInput, at index: Int) -> IntentReply? {
        let reply = pipelines[index].fold(input, in: context)
        pipelines[index].changes.entries.append(LogEntry(sequence: pipelines[index].state.sequence, input: input))
        return reply
    }

    // MARK: Committing

    private func commitIfDue() throws(EngineError) {
        let rows = pipelines.reduce(0) { $0 + $1.changes.rowCount }
        let now = environment.monotonicNanoseconds()
        if rows >= Self.commitRows || (rows > 0 && now - lastCommit > Self.commitNanoseconds) { try commit() }
    }

    /// Writes everything folded so far in one transaction, then lets it be seen.
    func commit(withCheckpoints isLast: Bool = false) throws(EngineError) {
        do {
            let now = environment.monotonicNanoseconds()
            for index in pipelines.indices {
                let state = pipelines[index].state
                // A checkpoint names what waits for labels: where that is much, it comes seldom; and never so often
                // that requests would feel it.
                let interval = max(Self.checkpointEvery, Int64(state.buffer.count / 16))
                let rows = state.sequence - pipelines[index].checkpointedAt
                guard isLast || (rows >= interval && now - pipelines[index].checkpointTime > Self.checkpointNanoseconds)
                else { continue }
                let bytes = try CheckpointCoder(artifacts: environment.artifacts).encode(state)
                pipelines[index].changes.checkpoint = Checkpoint(sequence: state.sequence, state: bytes)
                pipelines[index].checkpointedAt = state.sequence
                pipelines[index].checkpointTime = now
            }
            let changes = pipelines.map(\.changes).filter { !$0.isEmpty }
            if !changes.isEmpty { try environment.store.commit(changes) }
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as ArtifactError {
            throw .artifact(error)
        } catch {
            throw .artifact(ArtifactError("a checkpoint cannot be written: \(error)"))
        }
        for index in pipelines.indices {
            let changes = pipelines[index].changes
            pipelines[index].view.add(changes)
            if !changes.points.isEmpty {
                pipelines[index].view.addDrift(pipelines[index].state.stabilities, every: changes.points.count)
            }
            announce(changes, at: index)
            pipelines[index].changes = PipelineChanges(pipeline: pipelines[index].name)
            pipelines[index].state.buffer.cool(keeping: environment.warmPredictions)
        }
        lastCommit = environment.monotonicNanoseconds()
        publishTables()
    }
}
