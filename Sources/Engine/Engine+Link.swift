package import Domain
import Synchronization

/// What screens and commands see of the engine, and what they tell it.
extension Engine: EngineLink {
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
        onChange.withLock { $0.body = body }
    }

    package nonisolated func submit(_ intent: Intent) async -> IntentReply {
        // A version goes out of the traffic before anything is asked or written: no queue, disk or search delays that.
        guard case .rollBack(let version) = intent.command else { return await carryOut(intent) }
        await takeOut(version, of: intent.pipeline)
        environment.rollBacks?.note(intent)
        return await carryOut(intent)
    }

    package nonisolated func submit(_ intent: Intent, telling step: @escaping @Sendable (IntentStep) -> Void) async {
        guard case .rollBack(let version) = intent.command else { return step(.recorded(await carryOut(intent))) }
        await takeOut(version, of: intent.pipeline)
        // Without a plane the routing table is the traffic.
        if traffic == nil { step(.effective) }
        environment.rollBacks?.note(intent)
        async let departure: Void = tellDeparture(of: version, from: intent.pipeline, step)
        step(.recorded(await carryOut(intent)))
        await departure
    }

    private nonisolated func takeOut(_ version: ModelVersion, of name: PipelineName) async {
        guard let lane = router.lane(name) else { return }
        lane.withdraw(version)
        await traffic?.assert(lane)
    }

    /// Pauses in which the traffic plane may let go of a version: somewhat more than its patience.
    private static let looksAtDeparture = 700

    /// Waits until the plane was seen to send the version nothing any more, however long the recording takes.
    private nonisolated func tellDeparture(
        of version: ModelVersion, from name: PipelineName, _ step: @Sendable (IntentStep) -> Void
    ) async {
        guard let traffic else { return }
        for _ in 0..<Self.looksAtDeparture {
            switch traffic.departure(of: version, from: name) {
            case .letGo: return step(.effective)
            case .lingers(let sentence): return step(.lingers(sentence))
            case .inForce, .isOff, .isAway, .isBack, nil: await environment.pause()
            }
        }
        step(.lingers("the traffic plane has not said that it sends \(version) nothing any more"))
    }

    private func isRollBack(_ intent: Intent) -> Bool {
        if case .rollBack = intent.command { true } else { false }
    }

    func carryOut(_ intent: Intent) -> IntentReply {
        guard let index = pipelines.firstIndex(where: { $0.name == intent.pipeline }) else {
            return .refused("there is no pipeline \(intent.pipeline)")
        }
        if case .leaveLine(_, let number, let revision) = intent.command, number == nil || revision == nil {
            return .refused("say which canary and revision you saw; a program of this engine's version does")
        }
        if let refusal = goldenRefusal(intent) ?? quarantineRefusal(intent) { return .refused(refusal) }
        let reply: IntentReply?
        do {
            // What callers were answered before the command comes before it in the log, too.
            if isOverdue, !isRollBack(intent) { try commit() }
            if mode == .live { _ = try takeServed(at: index) }
            let touched = try taint(of: intent, at: index)
            reply = fold(.command(try knowing(intent, at: index)), at: index)
            if let touched, case .done? = reply { record(touched, intent, at: index) }
            try commit()
        } catch let stale as StaleRetraction {
            return .refused("\(stale)")
        } catch {
            problem = error as? EngineError
            return .refused("not recorded yet: \(error)")
        }
        environment.rollBacks?.clear(intent)
        publishSnapshot()
        wake.yield()
        return reply ?? .refused("the command has no answer")
    }
}
