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

    func carryOut(_ intent: Intent) -> IntentReply {
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
}
