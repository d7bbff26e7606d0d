import Domain
import Synchronization

/// A pipeline's way from its callers to the engine: the table that they are answered by, and a bounded inbox of what they
/// were told.
final class ServingLane: Sendable {
    /// Answers that may wait for the engine; more are counted as dropped, and never block a caller.
    static let capacity = 65_536
    /// Answers that wait at which the engine is woken; fewer wait for its next look, a pause later at most.
    static let batch = 96

    private struct State {
        var table: RoutingTable?
        var definition: PipelineDefinition?
        /// What callers are told of it, made once a table.
        var model: ServedModel?
        /// What was taken out of the traffic before the engine has recorded it.
        var withdrawn: Set<ModelVersion> = []
        var inbox: [SourceRow] = []
        var lastNumber: Int64 = 0
        var dropped = 0
        /// Of the server that answers for the champion; nil where that is here.
        var remote: RemoteStanding?
        /// Why nothing is answered any more.
        var ending: String?
        /// Answered rows whose other model has not answered yet, by the first number of each request.
        var held: [Int64: Held] = [:]

        /// Whether answers are to be expected of the table.
        var standing: ServedModel.Standing {
            guard let problem = remote?.problem, let table else { return .well }
            guard let other = table.standIn(for: table.champion.version), other.remote == nil else {
                return .down(problem)
            }
            return .helped("\(problem); \(other.version) answers in its place")
        }

        /// Begins to watch the champion's server where another one answers now.
        mutating func follow() {
            guard let champion = table?.champion, let model = champion.remote else {
                remote = nil
                return
            }
            if remote?.version != champion.version { remote = RemoteStanding(version: champion.version, remote: model) }
        }
    }

    private struct Held {
        var numbers: ClosedRange<Int64>
        var task: Task<Void, Never>?
    }

    let name: PipelineName
    /// The process's, which its numbers carry.
    private let slot: Int64
    private let state = Mutex(State())

    init(name: PipelineName, slot: Int64 = PredictionNumber.engineSlot) {
        self.name = name
        self.slot = slot
    }

    var table: RoutingTable? { state.withLock { $0.table } }

    /// Nil before the engine has read it.
    var definition: PipelineDefinition? { state.withLock { $0.definition } }

    /// What the pipeline's callers may ask; nil before the engine has read it.
    var model: ServedModel? { state.withLock { $0.model } }

    /// Where the champion answers; nil before the engine has read it.
    var place: ChampionPlace? { state.withLock { $0.model?.place } }

    /// Why nothing is answered any more; nil while the engine works.
    var ending: String? { state.withLock { $0.ending } }

    var dropped: Int { state.withLock { $0.dropped } }

    /// Puts a table in force; versions that were taken out meanwhile stay out until a table comes without them.
    func publish(_ table: RoutingTable?, definition: PipelineDefinition) {
        state.withLock { state in
            guard state.ending == nil else { return }
            state.definition = definition
            let loaded = Set(table?.versions.map(\.version) ?? [])
            state.withdrawn.formIntersection(loaded)
            state.table = state.withdrawn.reduce(table) { table, version in table?.without(version) }
            state.follow()
            state.model = ServedModel(name, definition, state.table?.versions ?? [], state.standing)
        }
    }

    /// Answers nothing any more, for a reason that callers and probes are told; the models are let go of.
    func end(_ sentence: String) {
        state.withLock { state in
            state.ending = sentence
            state.table = nil
            state.model?.versions = []
            state.model?.standing = .down(sentence)
        }
    }

    /// Notes what came of a question to the server of a version; only the champion's is kept.
    func note(_ answer: Result<[Output], RemoteFailure>, of version: ModelVersion) {
        note(of: version) { $0.add(answer) }
    }

    /// Notes what the server of a version says of itself.
    func note(_ readiness: RemoteReadiness, of version: ModelVersion) {
        note(of: version) { $0.add(readiness) }
    }

    private func note(of version: ModelVersion, _ body: (inout RemoteStanding) -> Void) {
        state.withLock { state in
            guard state.remote?.version == version, state.ending == nil else { return }
            if var remote = state.remote {
                body(&remote)
                state.remote = remote
            }
            let standing = state.standing
            if state.model?.standing != standing { state.model?.standing = standing }
        }
    }

    /// What the engine has to hear of the champion's server; a champion here ends the alert about one elsewhere.
    func takeRemote(isFiring: Bool) -> RemoteFinding? {
        state.withLock { state in
            guard state.remote == nil else { return state.remote?.take(isFiring: isFiring) }
            guard isFiring, let champion = state.table?.champion.version else { return nil }
            return RemoteFinding(version: champion, problem: nil, share: 0, asked: 0)
        }
    }

    /// Takes a version out of the traffic at once, also where no table is in force yet.
    func withdraw(_ version: ModelVersion) {
        state.withLock { state in
            guard let table = state.table else {
                state.withdrawn.insert(version)
                return
            }
            let reduced = table.without(version)
            guard reduced !== table else { return }
            state.withdrawn.insert(version)
            state.table = reduced
            state.follow()
            let standing = state.standing
            state.model?.versions = reduced.versions
            state.model?.standing = standing
        }
    }

    /// The first of `count` new numbers, which follow each other by ``PredictionNumber/stride``.
    func reserve(_ count: Int, at time: Timestamp) -> Int64 {
        state.withLock { state in
            let first = PredictionNumber.next(after: state.lastNumber, at: time, slot: slot)
            state.lastNumber = first + Int64(count - 1) * PredictionNumber.stride
            return first
        }
    }

    /// Numbers go on after this one.
    func resume(after number: Int64) {
        state.withLock { $0.lastNumber = max($0.lastNumber, number) }
    }

    /// Hands rows over; true where so many wait now that the engine has to be woken.
    func deliver(_ rows: [SourceRow]) -> Bool {
        state.withLock { state in
            let before = state.inbox.count
            let room = max(0, Self.capacity - state.inbox.count)
            state.inbox += rows.prefix(room)
            state.dropped += max(0, rows.count - room)
            return before < Self.batch && state.inbox.count >= Self.batch
        }
    }

    /// Keeps answered rows back until `work` has handed them over.
    func hold(_ numbers: [Int64], until work: @escaping @Sendable () async -> Void) {
        guard let first = numbers.first, let last = numbers.last else { return }
        state.withLock { $0.held[first] = Held(numbers: first...last) }
        let task = Task {
            await work()
            state.withLock { $0.held[first] = nil }
        }
        // It may be done already.
        state.withLock { $0.held[first]?.task = task }
    }

    /// Whether a row was answered and has still to come.
    func isHeld(_ number: Int64) -> Bool {
        state.withLock { $0.held.values.contains { $0.numbers.contains(number) } }
    }

    /// Waits until nothing is held back; each server's timeout bounds that.
    func settle() async {
        while let task = state.withLock({ $0.held.values.lazy.compactMap(\.task).first }) { await task.value }
    }

    /// The oldest rows that wait; they go on waiting.
    func waiting(_ limit: Int) -> [SourceRow] {
        state.withLock { Array($0.inbox.prefix(limit)) }
    }

    /// Forgets the oldest rows, which have arrived.
    func forget(_ count: Int) {
        state.withLock { $0.inbox.removeFirst(min(count, $0.inbox.count)) }
    }

    /// Takes what waits, all of it.
    func drain() -> [SourceRow] {
        state.withLock { state in
            let rows = state.inbox
            state.inbox = []
            return rows
        }
    }
}

extension ServedModel {
    fileprivate init(
        _ name: PipelineName, _ definition: PipelineDefinition, _ versions: [Version], _ standing: Standing
    ) {
        self.init(
            name: name, task: definition.task, columns: definition.columns, timeColumn: definition.source.timeColumn,
            unitColumn: definition.source.unitColumn, versions: versions, place: definition.champion,
            standing: standing)
    }
}
