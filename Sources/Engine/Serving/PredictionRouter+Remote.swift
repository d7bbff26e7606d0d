import Domain

/// Requests for which another server has to be asked: its time is waited for on no thread.
///
/// Each server gets a request's rows in one question. Where two models are compared both are asked, and the caller waits for
/// its own arm's answer alone: the row goes to the engine when the other one has answered, too, or failed.
extension PredictionRouter {
    private typealias Question = Task<Reply, Never>

    /// What a server answered, and how long it took.
    private struct Reply {
        var outputs: Result<[Output], RemoteFailure>
        var nanoseconds: UInt64
    }

    /// How the rows of a request are told to another server's model.
    struct Asking: Sendable {
        var remotes: any RemoteModels
        var pipeline: ServedModel
    }

    func answer(
        _ request: PredictionRequest, by asking: Asking
    ) async -> Result<[ServedPrediction], PredictionRefusal> {
        let admission: Admission
        switch admit(request, mayWait: true) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let admitted): admission = admitted
        }
        let questions = questions(request, admission, asking)
        var told: [ModelVersion: Reply] = [:]
        func outputs(of route: RoutingTable.Route) async -> Result<[Output], RemoteFailure> {
            guard let question = questions[route.version] else {
                return .success(
                    route.model.predict(admission.rows.map(\.event)).map { route.model.settled($0) ?? $0 })
            }
            if let known = told[route.version] { return known.outputs }
            let answer = await question.value
            told[route.version] = answer
            return answer.outputs
        }
        var predictions: [ServedPrediction] = []
        var standIns: [ModelVersion: [Output]] = [:]
        for (place, row) in admission.rows.enumerated() {
            switch await outputs(of: row.route) {
            case .success(let own):
                predictions.append(row.prediction(own[place], admission.table))
            case .failure(let failure):
                guard let remote = row.route.remote else { continue }
                let refusal = PredictionRefusal.unanswered(row.route.version, remote, failure)
                guard admission.isCounted, let other = admission.table.standIn(for: row.route.version) else {
                    return .failure(refusal)
                }
                guard case .success(let others) = await outputs(of: other) else { return .failure(refusal) }
                standIns[other.version] = others
                var prediction = row.prediction(others[place], admission.table)
                prediction.arm = row.arm == .candidate ? .champion : row.arm
                prediction.version = other.version
                prediction.fallback = refusal.description
                predictions.append(prediction)
            }
        }
        record(admission, questions, told, standIns)
        return .success(predictions)
    }

    /// One question to each server that has to be asked, under way already.
    private func questions(
        _ request: PredictionRequest, _ admission: Admission, _ asking: Asking
    ) -> [ModelVersion: Question] {
        let routes = admission.rows.map(\.route) + (admission.isCounted ? admission.table.compared : [])
        var questions: [ModelVersion: Question] = [:]
        for route in routes where questions[route.version] == nil {
            guard let remote = route.remote else { continue }
            questions[route.version] = Task { [monotonicNanoseconds] in
                let start = monotonicNanoseconds()
                let answer = await asking.remotes.ask(request.rows, of: remote, for: asking.pipeline)
                admission.lane.note(answer, of: route.version)
                return Reply(outputs: answer, nanoseconds: monotonicNanoseconds() - start)
            }
        }
        return questions
    }

    /// Hands the rows over: now where all have answered, else when they have.
    private func record(
        _ admission: Admission, _ questions: [ModelVersion: Question],
        _ told: [ModelVersion: Reply], _ standIns: [ModelVersion: [Output]]
    ) {
        let open = questions.filter { told[$0.key] == nil }
        guard !open.isEmpty else { return deliver(admission, told, standIns) }
        admission.lane.hold(admission.rows.map(\.event.id)) { [self] in
            var told = told
            for (version, question) in open { told[version] = await question.value }
            deliver(admission, told, standIns)
        }
    }

    private func deliver(
        _ admission: Admission, _ told: [ModelVersion: Reply],
        _ standIns: [ModelVersion: [Output]]
    ) {
        // Where the champion's server was silent, its own callers got no answer and left no row: a row of the candidate's
        // would count for one side alone.
        let isChampionSilent =
            if case .failure? = told[admission.table.champion.version]?.outputs { true } else { false }
        let rows = admission.rows.enumerated().map { place, row in
            var answers = told.map { version, answer in
                let output: Output =
                    switch answer.outputs {
                    case .success(let outputs): outputs[place]
                    case .failure: .unanswered
                    }
                return ToldAnswer(version: version, output: output, nanoseconds: answer.nanoseconds)
            }
            for (version, outputs) in standIns where told[version] == nil {
                answers.append(ToldAnswer(version: version, output: outputs[place]))
            }
            let own = answers.first { $0.version == row.route.version }?.output ?? row.route.model.predict(row.event)
            return row.record(
                own, told: answers.sorted { $0.version < $1.version },
                isCounted: admission.isCounted && !isChampionSilent)
        }
        if admission.lane.deliver(rows) { wake() }
    }
}
