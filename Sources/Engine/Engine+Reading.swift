import Domain
import Synchronization

/// Reads the sources at their pace, and folds what they give.
extension Engine {
    /// Between two tries of a source that could not be read.
    private static let readingNanoseconds: UInt64 = 1_000_000_000

    /// Reads what the pace allows and folds it; false where there was nothing to read.
    func read(at index: Int) throws(EngineError) -> Bool {
        guard !(mode == .lockstep && (pipelines[index].state.asksForWork || pipelines[index].hasEnded)) else {
            return false
        }
        // A source that had nothing is looked at again after a pause, not for each request.
        guard !pipelines[index].isQuiet || hasPaused || mode == .lockstep else { return false }
        let allowance = allowance(at: index)
        guard allowance.rows > 0 else { return false }
        if pipelines[index].sourceProblem != nil,
            environment.monotonicNanoseconds() < pipelines[index].nextReading
        {
            return false
        }
        let rows: Int
        do {
            rows = try pipelines[index].read(
                rows: min(allowance.rows, Self.quantum), until: allowance.until, in: context,
                recalling: environment.store, stopsForWork: mode == .lockstep)
            if pipelines[index].sourceProblem != nil {
                pipelines[index].sourceProblem = nil
                tellReading(failure: nil, at: index)
            }
            pipelines[index].isQuiet = rows < 0
        } catch {
            guard mode == .live, case .source(_, let problem) = error else { throw error }
            pipelines[index].sourceProblem = problem.description
            pipelines[index].nextReading = environment.monotonicNanoseconds() + Self.readingNanoseconds
            tellReading(failure: problem.description, at: index)
            return false
        }
        rates[pipelines[index].name, default: RateMeter()].add(max(rows, 0), now: environment.monotonicNanoseconds())
        return rows >= 0
    }

    /// Folds that the source failed, or can be read again, while a rollout compares by it.
    private func tellReading(failure: String?, at index: Int) {
        guard let rollout = pipelines[index].state.rollout, rollout.comparesModels else { return }
        if case .errored = rollout.state, failure != nil { return }
        if failure == nil, rollout.ledger.isSourceAway != true { return }
        fold(.reading(failure: failure), at: index)
    }

    /// Folds the wall time while an approval is waited for: once where the waiting begins, and once when it has been too long.
    func tellOfWaiting(at index: Int) {
        guard let rollout = pipelines[index].state.rollout, rollout.awaitsApproval != nil, !rollout.ledger.isReminded
        else { return }
        let now = environment.now()
        if let begin = rollout.ledger.waitingSince, now - begin <= rollout.policy.guards.reminder { return }
        fold(.waited(until: now), at: index)
    }

    private func allowance(at index: Int) -> Pace.Allowance {
        let runtime = pipelines[index]
        let isPreroll = runtime.state.counts.rows < Int64(runtime.state.definition.source.prerollRows)
        // At full speed history would have passed before a training that it asked for is done.
        let isHistory = runtime.state.definition.source.speed == .maximum && !runtime.hasCaughtUp
        if mode == .lockstep || isPreroll || isHistory {
            // Other servers may be silent for long: nobody's rows wait for what these say to old ones.
            let isAwaited = runtime.state.asksForWork && !asksOtherServers(at: index)
            if mode == .live, runtime.waitsForWorkers || isHistory && isAwaited {
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
}
