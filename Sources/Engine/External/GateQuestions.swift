import Domain

/// What other servers are asked before the gates run: stored events, and what each model says to them.
struct GateQuestions: Sendable {
    /// What one model said.
    struct Answers: Sendable {
        var outputs: [Int64: Output] = [:]
        /// Times of single questions, ascending.
        var nanoseconds: [Double] = []
        var failures = 0
    }

    let rollout: Int
    let moment: GateReport.Moment
    /// The place in the log up to which events were asked about: what has come since is left to the next run.
    let sequence: Int64
    /// The golden cases that were asked about.
    let golden: GoldenSet
    /// By version; nil while they are waited for.
    var answers: [ModelVersion: Answers]?

    func isFor(_ run: Engine.GateRun, _ moment: GateReport.Moment) -> Bool {
        rollout == run.rollout.record.number && self.moment == moment
    }
}

/// Asks one model for many stored events: some one by one and timed, the rest in batches.
struct GateAsker: Sendable {
    private static let timed = 100
    private static let batch = 256
    /// Questions in a row without an answer after which the rest counts as unanswered, too: a server that is down would
    /// make each of them last as long as its timeout.
    private static let patience = 10

    let remotes: any RemoteModels
    let pipeline: ServedModel
    let nanoseconds: @Sendable () -> UInt64

    func ask(_ events: [Event], of model: RemoteModel) async -> GateQuestions.Answers {
        var answers = GateQuestions.Answers()
        var rest = events[...]
        var silence = 0
        while !rest.isEmpty, silence < Self.patience, !Task.isCancelled {
            let isTimed = answers.nanoseconds.count < Self.timed
            let asked = rest.prefix(isTimed ? 1 : Self.batch)
            let start = nanoseconds()
            let isAnswered = await ask(asked, of: model, &answers)
            if isTimed { answers.nanoseconds.append(Double(nanoseconds() - start)) }
            silence = isAnswered ? 0 : silence + 1
            rest = rest.dropFirst(asked.count)
        }
        answers.failures += rest.count
        answers.nanoseconds.sort()
        return answers
    }

    /// Whether the server has answered.
    private func ask(
        _ events: ArraySlice<Event>, of model: RemoteModel, _ answers: inout GateQuestions.Answers
    ) async -> Bool {
        let rows = events.map { PredictionRequest.Row(values: $0.values, unit: $0.unit, time: $0.time) }
        switch await remotes.ask(rows, of: model, for: pipeline) {
        case .success(let outputs):
            for (event, output) in zip(events, outputs) { answers.outputs[event.id] = output }
            return true
        case .failure:
            answers.failures += events.count
            return false
        }
    }
}
