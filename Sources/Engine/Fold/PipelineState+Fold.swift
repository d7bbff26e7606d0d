import Domain

extension PipelineState {
    /// Takes the next entry of the log in and adds what it leads to to `changes`.
    ///
    /// A command is answered; every other entry gives nil.
    ///
    /// - Precondition: The entry follows the newest one.
    @discardableResult
    mutating func fold(
        _ input: PipelineInput, in context: FoldContext, into changes: inout PipelineChanges
    ) -> IntentReply? {
        sequence += 1
        switch input {
        case .definition(let definition):
            adopt(definition, context, &changes)
        case .source(.row(let row)):
            receive(row, context, &changes)
        case .source(.label(let number, let value, let time)):
            label(number, value: value, at: time, context, &changes)
        case .source(.correction(let number, let value, let time)):
            correct(number, value: value, at: time, &changes)
        case .source(.reward(let number, let value, let replaced, let time)):
            reward(number, value, replacing: replaced, at: time, context, &changes)
        case .dataset(let number, let summary):
            beginTrials(of: number, with: summary, context, &changes)
        case .trial(let run, let report):
            take(report, run: run, context, &changes)
        case .gates(let version, let report, let model):
            judge(version, report, model: model, context, &changes)
        case .command(let intent):
            let reply = obey(intent, context, &changes)
            beginNextInLine(context, &changes)
            return reply
        case .reopened(let moment):
            reopen(at: moment, context, &changes)
        case .waited(let moment):
            steerItself(context, &changes) { $0.waited(until: moment, at: $1) }
        case .memory(let bytes):
            steerItself(context, &changes) { $0.take(availableBytes: bytes, at: $1) }
        case .reading(let failure):
            steerItself(context, &changes) { $0.take(sourceFailure: failure, at: $1) }
        case .told(let told):
            take(told, context, &changes)
        case .externalVersion(let name):
            meet(name)
        case .traffic(let finding):
            steerItself(context, &changes) { $0.take(finding, at: $1) }
        case .timings(let timings):
            steerItself(context, &changes) { $0.addTimings(timings, at: $1) }
        case .remote(let finding):
            take(finding, context, &changes)
        case .notification(let alert, let failure):
            raise(
                AlertBook.Reading(
                    rule: .notificationFailed, subject: "notify", severity: .ticket, holds: failure != nil, value: 0,
                    threshold: 0, count: 1, text: "alert \(alert) was not sent: \(failure ?? "")"),
                pendingEvaluations: 1, context, &changes)
        }
        beginNextInLine(context, &changes)
        return nil
    }

    /// Records one decision in the chain.
    mutating func decide(
        _ kind: AuditRecord.Kind, _ subject: String, _ text: String, by actor: String = "engine",
        _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        changes.audits.append(
            chain.append(
                kind, subject: subject, text: text, actor: actor, sequence: sequence, streamTime: clock,
                wallTime: context.wallTime, sha256: context.sha256))
    }

    /// The pipeline file changed: what has been learned stays, what is watched and asked follows the file.
    private mutating func adopt(
        _ new: PipelineDefinition, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        let old = definition
        definition = new
        if sequence > 1 {
            if old.features.lags != new.features.lags { lags = LagMemory(lags: new.features.lags) }
            let wanted = FeatureMemory(new)
            if memory.plan != wanted.plan { memory = wanted }
            if old.columns.count != new.columns.count {
                monitors = Monitors(columns: new.columns.count, new.monitors)
            } else if old.monitors.detector != new.monitors.detector {
                monitors.watchErrors(by: new.monitors)
            }
            if old.triggers != new.triggers { triggers = new.triggers.map(TriggerState.init) }
        }
        decide(.configuration, new.name.rawValue, "pipeline file in force", context, &changes)
        adoptRemotes(after: sequence > 1 ? old : nil, context, &changes)
    }
}
