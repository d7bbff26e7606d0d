import Domain

/// Models that programs of the user's own answer for, and what becomes of one that is silent.
///
/// A candidate's silence is its worst loss and counts against `canary.error_share`, as that of a candidate on another server
/// does. A champion's is answered with what was most likely in its training rows, and told by an alert; while it bakes, the
/// version before answers, and silence takes it back out.
extension PipelineState {
    /// Rows one after the other without an answer at which the alert fires: one is a slip.
    private static let silentRows = 3
    private static let silence = "program"

    /// Puts what stands in for a silent program into a row's record, and raises or ends the alert about it.
    mutating func settle(
        _ prediction: inout PredictionRecord, served: ServedAnswer?, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        watchProgram(prediction.championOutput, served: served, context, &changes)
        guard prediction.championOutput == .unanswered, rollout?.isSwapped != true, let champion,
            let standIn = champion.model.settled(.unanswered)
        else { return }
        prediction.championOutput = standIn
    }

    private mutating func watchProgram(
        _ answer: Output, served: ServedAnswer?, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        // Row by row, so nothing here may make the compiler copy the state: no closure, no autoclosure over it.
        let program = champion?.record.specification.program?.name
        let isSilenceKnown = Self.knowsSilence(alerts)
        guard program != nil || isSilenceKnown else { return }
        let version = champion?.version ?? .baseline
        // A row that another version answered says nothing.
        if program != nil, let served, served.version != version { return }
        let told = served?.told.first { $0.version == version }?.output
        let isSilent = program != nil && (told ?? answer) == .unanswered
        guard isSilent || isSilenceKnown else { return }
        raise(
            AlertBook.Reading(
                rule: .modelServer, subject: Self.silence, severity: .page, holds: isSilent, value: isSilent ? 1 : 0,
                threshold: 0, count: Self.silentRows,
                text:
                    "\(program ?? "") of \(version) does not answer; rows get what was most likely in its training rows"
            ),
            pendingEvaluations: Self.silentRows, context, &changes)
    }

    private static func knowsSilence(_ alerts: AlertBook) -> Bool {
        alerts.instances.contains {
            $0.rule == .modelServer && $0.state != .resolved && $0.subject == silence
        }
    }
}

extension PublishedModel {
    /// Whether a program answers for it, which is asked once for many rows.
    var isProgram: Bool { settled(.unanswered) != nil }

    /// What is answered for an event where a program's silence is not what is looked at.
    func settledOutput(for event: Event) -> Output {
        let output = predict(event)
        guard output == .unanswered, let standIn = settled(output) else { return output }
        return standIn
    }

    /// An output, or what stands in for a silent program's; nil where nothing does.
    ///
    /// Nil says too that no program answers for the model.
    func settled(_ output: Output) -> Output? {
        output == .unanswered ? (self as? any ProgrammedModel)?.standIn : output
    }
}
