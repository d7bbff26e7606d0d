import Domain
import Synchronization

/// Keeps a traffic plane at the splits that the routing tables ask for, and reads back what it does.
///
/// It goes by the newest published table of each pipeline, so that a roll back that has just changed it is what the plane
/// is told, whatever the engine is doing. A version gets requests only while its server says that it lives; until the
/// champion's does, the engine answers itself.
final class TrafficDesk: Sendable {
    /// A server is taken for dead after so long without a word.
    static let silenceNanoseconds: UInt64 = 1_000_000_000
    /// Servers of an engine that ran before have told this one of themselves after so long.
    private static let reunionNanoseconds: UInt64 = 10_000_000_000
    private static let launchEveryNanoseconds: UInt64 = 3_000_000_000
    /// A plane that has not let go of a version for so long is told of.
    private static let patienceNanoseconds: UInt64 = 30_000_000_000
    private static let readEveryNanoseconds: UInt64 = 1_000_000_000

    private struct Pipeline {
        var watch: TrafficWatch?
        /// The newest split that was handed over; nil before the first, or where the plane did not take it.
        var told: TrafficSplit?
        var generation: Int64 = 0
        /// When it was handed over.
        var toldAt: UInt64 = 0
        var lastReading: UInt64 = 0
        var faults = 0
        var findings: [TrafficFinding] = []
        var heardFrom: [ModelVersion: UInt64] = [:]
        /// Servers whose word waits for the engine's: they live, however busy the engine is.
        var waiting: Set<ModelVersion> = []
        var launchedAt: [ModelVersion: UInt64] = [:]
        /// Predictions that servers could not keep, by version.
        var dropped: [ModelVersion: Int] = [:]
        /// The highest number that came, by slot.
        var arrived: [Int64: Int64] = [:]
    }

    let plane: TrafficPlane
    private let (rings, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    private let lanes: @Sendable () -> [ServingLane]
    private let nanoseconds: @Sendable () -> UInt64
    private let now: @Sendable () -> Timestamp
    private let wake: @Sendable () -> Void
    private let startedAt: UInt64
    private let state = Mutex<[PipelineName: Pipeline]>([:])

    /// - Parameters:
    ///   - plane: What is steered.
    ///   - lanes: All pipelines' lanes.
    ///   - nanoseconds: A clock that only grows.
    ///   - now: Wall time, by which splits are numbered over restarts.
    ///   - wake: Called when a finding waits for the engine.
    init(
        _ plane: TrafficPlane, lanes: @escaping @Sendable () -> [ServingLane],
        nanoseconds: @escaping @Sendable () -> UInt64, now: @escaping @Sendable () -> Timestamp,
        wake: @escaping @Sendable () -> Void
    ) {
        self.plane = plane
        self.lanes = lanes
        self.nanoseconds = nanoseconds
        self.now = now
        self.wake = wake
        startedAt = nanoseconds()
    }

    /// There may be something to do; from any thread.
    func ring() {
        bell.yield()
    }

    /// Works at each ring until it is cancelled.
    func run() async {
        for await _ in rings { await work() }
    }

    /// Works through all pipelines once: starts servers, hands splits over, reads back.
    func work() async {
        for lane in lanes() {
            launch(lane)
            await assert(lane)
            await read(lane)
        }
    }

    /// Hands the split over that the lane's table asks for, where the plane does not have it.
    func assert(_ lane: ServingLane) async {
        guard let split = newSplit(of: lane) else { return }
        do {
            try await plane.router.set(split)
        } catch {
            state.withLock { state in
                if state[lane.name]?.told == split { state[lane.name]?.told = nil }
            }
            fault(error.description, lane)
        }
    }

    /// The split that is not told yet, noted as told; nil where the plane has it.
    ///
    /// The table is read while the lock is held: whoever comes later sees a newer one, and has a higher number.
    private func newSplit(of lane: ServingLane) -> TrafficSplit? {
        let (time, ticks) = (now(), nanoseconds())
        return state.withLock { state in
            guard let table = lane.table else { return nil }
            var pipeline = state[lane.name] ?? Pipeline()
            let generation = max(pipeline.generation + 1, time.rawValue)
            let split = split(table, of: lane.name, pipeline, generation, at: ticks)
            if let told = pipeline.told, told.isLike(split) { return nil }
            pipeline.generation = generation
            pipeline.told = split
            pipeline.toldAt = ticks
            pipeline.watch = TrafficWatch(split, hasUnits: table.definition.source.unitColumn != nil)
            pipeline.lastReading = 0
            state[lane.name] = pipeline
            return split
        }
    }

    private func split(
        _ table: RoutingTable, of name: PipelineName, _ pipeline: Pipeline, _ generation: Int64, at ticks: UInt64
    ) -> TrafficSplit {
        let alive = Set(table.versions.map(\.version).filter { isAlive($0, pipeline, at: ticks) })
        var backends: [TrafficSplit.Backend] = []
        var weight = 0
        if let candidate = table.candidate?.version, alive.contains(candidate) {
            weight = Int((table.weight / 100 * Double(TrafficSplit.whole)).rounded())
            backends.append(
                TrafficSplit.Backend(
                    version: candidate, role: .candidate, address: plane.address(name, candidate), weight: weight))
        }
        let champion = table.champion.version
        backends.append(
            TrafficSplit.Backend(
                version: champion, role: .champion,
                address: alive.contains(champion) ? plane.address(name, champion) : plane.engine,
                weight: TrafficSplit.whole - weight))
        if let previous = table.previous?.version, alive.contains(previous) {
            backends.append(
                TrafficSplit.Backend(
                    version: previous, role: .previous, address: plane.address(name, previous), weight: 0))
        }
        return TrafficSplit(
            pipeline: name, backends: backends, salt: table.assignment.salt, generation: generation)
    }

    private func isAlive(_ version: ModelVersion, _ pipeline: Pipeline, at ticks: UInt64) -> Bool {
        pipeline.waiting.contains(version)
            || pipeline.heardFrom[version].map { ticks - min($0, ticks) < Self.silenceNanoseconds } ?? false
    }

    private func launch(_ lane: ServingLane) {
        guard let table = lane.table else { return }
        let ticks = nanoseconds()
        let missing = state.withLock { state in
            var pipeline = state[lane.name] ?? Pipeline()
            let missing = table.versions.map(\.version).filter { version in
                let waits = pipeline.launchedAt[version].map { ticks - min($0, ticks) < Self.launchEveryNanoseconds }
                return !isAlive(version, pipeline, at: ticks) && waits != true
            }
            for version in missing { pipeline.launchedAt[version] = ticks }
            state[lane.name] = pipeline
            return missing
        }
        for version in missing { plane.launch(lane.name, version) }
    }

    /// Reads the plane back: at once until it says that the newest split holds, then each second while it is shared.
    private func read(_ lane: ServingLane) async {
        let ticks = nanoseconds()
        let isDue = state.withLock { state in
            guard let pipeline = state[lane.name], let watch = pipeline.watch else { return false }
            if pipeline.faults == 0, !watch.isInForce { return true }
            let isShared = watch.split.backends.count > 1 || lane.table?.candidate != nil
            guard pipeline.faults > 0 || isShared || !watch.isSettled else {
                return false
            }
            return ticks - min(pipeline.lastReading, ticks) >= Self.readEveryNanoseconds
        }
        guard isDue else { return }
        do {
            let reading = try await plane.router.reading(of: lane.name)
            take(reading, lane, at: ticks)
        } catch {
            state.withLock { $0[lane.name]?.lastReading = ticks }
            fault(error.description, lane)
        }
    }

    private func take(_ reading: TrafficReading, _ lane: ServingLane, at ticks: UInt64) {
        guard let table = lane.table else { return }
        let isFound = state.withLock { state in
            guard var pipeline = state[lane.name], var watch = pipeline.watch else { return false }
            let (wasInForce, before) = (watch.isInForce, pipeline.findings.count)
            pipeline.lastReading = ticks
            if let words = watch.take(reading, alpha: table.definition.canary.guards.sampleRatioAlpha) {
                pipeline.findings.append(.isOff(words))
            }
            pipeline.watch = watch
            if let words = problem(of: pipeline, table, at: ticks) {
                pipeline.faults += 1
                if pipeline.faults <= table.definition.canary.guards.errorLimit {
                    pipeline.findings.append(.isAway(words))
                }
            } else if pipeline.faults > 0, pipeline.told != nil, watch.isInForce {
                pipeline.faults = 0
                pipeline.findings.append(.isBack)
            }
            if watch.isInForce, !wasInForce {
                pipeline.findings.append(watch.split.inForce)
            }
            state[lane.name] = pipeline
            return pipeline.findings.count > before || watch.isSettled
        }
        if isFound { wake() }
    }

    /// What keeps the split from being followed although the plane answers; nil for nothing.
    private func problem(of pipeline: Pipeline, _ table: RoutingTable, at ticks: UInt64) -> String? {
        if let dead = table.candidate?.version, table.weight > 0, !isAlive(dead, pipeline, at: ticks) {
            return "the server of \(dead) does not answer"
        }
        let isLate = ticks - min(pipeline.toldAt, ticks) > Self.silenceNanoseconds
        return isLate && pipeline.watch?.isInForce == false ? "the traffic plane does not take up its new split" : nil
    }

    private func fault(_ words: String, _ lane: ServingLane) {
        guard let limit = lane.definition?.canary.guards.errorLimit else { return }
        state.withLock { state in
            var pipeline = state[lane.name] ?? Pipeline()
            pipeline.faults += 1
            // What goes on being away is no news.
            if pipeline.faults <= limit { pipeline.findings.append(.isAway(words)) }
            state[lane.name] = pipeline
        }
        wake()
    }

    // MARK: The engine's side

    /// What was found since the last look, in order.
    func findings(of name: PipelineName) -> [TrafficFinding] {
        state.withLock { state in
            defer { state[name]?.findings = [] }
            return state[name]?.findings ?? []
        }
    }

    /// What there is to say of a version that is rolled back; nil while the plane may take its time.
    ///
    /// It is asked for and not told: the plane may have let go of the version before the engine has heard of the roll back.
    func departure(of version: ModelVersion, from name: PipelineName) -> TrafficFinding? {
        let ticks = nanoseconds()
        return state.withLock { state in
            guard let pipeline = state[name], let watch = pipeline.watch else { return nil }
            let isOut = !watch.split.backends.contains { $0.version == version && $0.weight > 0 }
            if isOut, watch.isInForce, watch.isSettled { return .letGo(version) }
            let waited = ticks - min(pipeline.toldAt, ticks)
            guard waited > Self.patienceNanoseconds else { return nil }
            return .lingers(
                "\(version) is rolled back, and the traffic plane has not let go of it for "
                    + "\(waited / 1_000_000_000) s: look whether it answers, and take the version's server down")
        }
    }

    /// A server has said a word, and waits.
    func heard(_ report: ModelServerReport) {
        let ticks = nanoseconds()
        state.withLock { state in
            var pipeline = state[report.pipeline] ?? Pipeline()
            pipeline.heardFrom[report.version] = report.isReady ? ticks : nil
            if report.isReady { pipeline.waiting.insert(report.version) }
            pipeline.launchedAt[report.version] = ticks
            pipeline.dropped[report.version] = report.dropped
            state[report.pipeline] = pipeline
        }
    }

    /// The server has its answer.
    func answered(_ report: ModelServerReport) {
        let ticks = nanoseconds()
        state.withLock { state in
            guard state[report.pipeline]?.waiting.remove(report.version) != nil else { return }
            state[report.pipeline]?.heardFrom[report.version] = ticks
        }
    }

    /// Predictions up to this number of its slot are in the store.
    func arrived(_ number: Int64, for name: PipelineName) {
        state.withLock { $0[name, default: Pipeline()].arrived[PredictionNumber.slot(of: number)] = number }
    }

    /// Whether a prediction may still be on its way from a server that lives, or has not yet found a new engine.
    func mayCome(_ number: Int64, for name: PipelineName) -> Bool {
        let (ticks, time) = (nanoseconds(), now())
        return state.withLock { state in
            guard let pipeline = state[name], PredictionNumber.isRequest(number),
                number < PredictionNumber.next(after: 0, at: time + .seconds(1))
            else { return false }
            let slot = PredictionNumber.slot(of: number)
            let lives = pipeline.heardFrom.keys.contains {
                PredictionNumber.slot(of: $0) == slot && isAlive($0, pipeline, at: ticks)
            }
            let isNew = ticks - min(startedAt, ticks) < Self.reunionNanoseconds && pipeline.arrived[slot] == nil
            return (lives || isNew) && number > pipeline.arrived[slot] ?? 0
        }
    }

    func dropped(of name: PipelineName) -> Int {
        state.withLock { $0[name]?.dropped.values.reduce(0, +) ?? 0 }
    }
}

extension TrafficSplit {
    fileprivate var inForce: TrafficFinding {
        let candidate = backends.first { $0.role == .candidate }
        let champion = backends.first { $0.role == .champion }
        return .inForce(champion: champion?.version ?? .baseline, share: Double(candidate?.weight ?? 0) / 100)
    }
}
