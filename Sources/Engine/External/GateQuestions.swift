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

    let remotes: any RemoteModels
    let pipeline: ServedModel
    let nanoseconds: @Sendable () -> UInt64

    func ask(_ events: [Event], of model: RemoteModel) async -> GateQuestions.Answers {
        var answers = GateQuestions.Answers()
        for event in events.prefix(Self.timed) {
            let start = nanoseconds()
            await ask([event][...], of: model, &answers)
            answers.nanoseconds.append(Double(nanoseconds() - start))
        }
        answers.nanoseconds.sort()
        var rest = events.dropFirst(Self.timed)
        while !rest.isEmpty {
            await ask(rest.prefix(Self.batch), of: model, &answers)
            rest = rest.dropFirst(Self.batch)
        }
        return answers
    }

    private func ask(
        _ events: ArraySlice<Event>, of model: RemoteModel, _ answers: inout GateQuestions.Answers
    ) async {
        guard !Task.isCancelled else { return }
        let rows = events.map { PredictionRequest.Row(values: $0.values, unit: $0.unit, time: $0.time) }
        switch await remotes.ask(rows, of: model, for: pipeline) {
        case .success(let outputs):
            for (event, output) in zip(events, outputs) { answers.outputs[event.id] = output }
        case .failure: answers.failures += events.count
        }
    }
}
