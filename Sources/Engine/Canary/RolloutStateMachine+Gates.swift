import Domain

/// The gates that run again while the candidate has traffic.
extension RolloutStateMachine {
    /// What gates are waited for; nil where none are.
    var gateMoment: GateReport.Moment? {
        switch state {
        case .validating: record.origin.kind == .undo ? nil : .start
        case .ramping(let step): ledger.gates.isAsked ? .step(step) : nil
        case .awaitingPromotion: ledger.gates.isAsked ? .promotion : nil
        case .created, .rejected, .awaitingStart, .warming, .held, .promoting, .baking, .promoted, .rollingBack,
            .rolledBack, .errored, .superseded, .cancelled:
            nil
        }
    }

    /// Asks for the gates where a state is entered in which they run again.
    mutating func askForGates(entering next: RolloutState, from previous: RolloutState) {
        guard ledger.gates.runsAgain else { return }
        switch (previous, next) {
        case (.held(.gate, _), .ramping), (_, .awaitingPromotion): ledger.gates.isAsked = true
        case (_, .ramping(let entered)) where entered != step: ledger.gates.isAsked = true
        default: break
        }
    }

    /// Takes the gates' answers at a step in: broken answers take the candidate out, any other failure freezes its weight.
    ///
    /// A gate that a person has overridden stops nothing.
    mutating func recheck(_ report: GateReport, at time: Timestamp) -> [Action] {
        guard let moment = gateMoment, moment == report.moment, moment != .start else { return [] }
        ledger.gates.isAsked = false
        var report = report
        report.time = time
        record.grid = report.grid.map { record.grid?.updated(by: $0) ?? $0 } ?? record.grid
        report.grid = nil
        record.rechecks = (record.rechecks ?? []) + [report]
        let waived = record.origin.override == nil ? [] : record.gates.filter(\.rejects).map(\.gate)
        let failed = report.results.first { $0.rejects && !waived.contains($0.gate) }
        ledger.gates.failed = failed.map { "gate \($0.gate.words) at \(moment.words): \($0.detail)" }
        guard let failed, let sentence = ledger.gates.failed else { return [] }
        if failed.gate == .smoke, failed.verdict == .fail {
            return withdraw(at: time, actor: "engine", reason: sentence)
        }
        let step = if case .ramping(let now) = state { now } else { lastStep }
        move(to: .held(.gate, step: step), at: time, actor: "engine", reason: sentence)
        return [.alertHeld(sentence)]
    }
}
