import Domain

/// What a rollout makes of its traffic plane, where that is not the engine's own process.
extension RolloutStateMachine {
    /// A split that does not hold is a gap in the evidence; a plane that is away is a fault, which says nothing of the model.
    mutating func take(_ finding: TrafficFinding, at time: Timestamp) -> [Action] {
        switch finding {
        case .inForce(let champion, let share):
            if state == .promoting, champion == record.candidate, share == 0 { swapped(at: time) }
            return []
        case .letGo(let version):
            guard state == .rollingBack, version == record.candidate else { return [] }
            move(to: .rolledBack, at: time, actor: "engine", reason: "the traffic plane sends it nothing any more")
            return []
        case .lingers(let sentence):
            return state == .rollingBack ? [.alertLingering(sentence)] : []
        case .isOff(let sentence):
            guard case .ramping(let step) = state else { return [] }
            move(to: .held(.evidenceGap, step: step), at: time, actor: "engine", reason: sentence)
            return [.alertHeld(sentence)]
        case .isAway(let sentence):
            ledger.isPlaneAway = true
            return couldNotMeasure(sentence, at: time)
        case .isBack:
            guard ledger.isPlaneAway else { return [] }
            ledger.isPlaneAway = false
            recover(at: time)
            return []
        }
    }
}
