import Domain

/// Gates of models that other servers answer for: the servers are asked first, and nobody waits for them meanwhile.
extension Engine {
    /// Rows beyond those are not asked about: a window has enough of them.
    private static let freshQuestions = 5_000
    private static let pausesBeforeAskingAgain = 60

    /// Puts the servers' answers into the run.
    ///
    /// - Returns: False while they are waited for; the engine looks again when they have come.
    func complete(
        _ run: inout GateRun, _ moment: GateReport.Moment, at index: Int,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) throws -> Bool {
        let asked = [run.candidate, run.champion].filter { $0.remote != nil }
        guard !asked.isEmpty else { return true }
        guard let questions = pipelines[index].gateQuestions, questions.isFor(run, moment) else {
            try ask(asked, run, moment, at: index, &group)
            return false
        }
        guard let answers = questions.answers else { return false }
        pipelines[index].gateQuestions = nil
        run.state.sequence = questions.sequence
        run.state.golden = questions.golden
        for (version, answer) in answers {
            run.nanoseconds[version] = answer.nanoseconds
            if run.candidate.version == version { run.candidate.model = Self.informed(run.candidate, answer) }
            if run.champion.version == version { run.champion.model = Self.informed(run.champion, answer) }
        }
        return true
    }

    /// Whether the gates that are due wait for other servers.
    func asksOtherServers(at index: Int) -> Bool {
        pipelines[index].state.rollout?.gateMoment.map { isAsking(for: $0, at: index) } ?? false
    }

    /// Whether other servers have been asked for a run of the gates and have not answered yet.
    private func isAsking(for moment: GateReport.Moment, at index: Int) -> Bool {
        guard let questions = pipelines[index].gateQuestions, let rollout = pipelines[index].state.rollout else {
            return false
        }
        return questions.answers == nil && questions.rollout == rollout.record.number && questions.moment == moment
    }

    private static func informed(_ model: DeployedModel, _ answers: GateQuestions.Answers) -> any PublishedModel {
        guard let remote = model.remote else { return model.model }
        var informed = RemoteStandIn(remote)
        informed.known = answers.outputs
        return informed
    }

    private func ask(
        _ models: [DeployedModel], _ run: GateRun, _ moment: GateReport.Moment, at index: Int,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) throws {
        let name = pipelines[index].name
        guard let remotes = environment.remotes, let pipeline = model(name) else { return }
        pipelines[index].gateQuestions = GateQuestions(
            rollout: run.rollout.record.number, moment: moment, sequence: run.state.sequence, golden: run.state.golden)
        let events = try questions(run, moment)
        let asker = GateAsker(
            remotes: remotes, pipeline: pipeline, nanoseconds: environment.monotonicNanoseconds)
        let (champion, environment) = (run.champion.version, environment)
        let rollout = run.rollout.record.number
        group.addTask {
            var answers: [ModelVersion: GateQuestions.Answers] = [:]
            for model in models {
                guard let remote = model.remote else { continue }
                answers[model.version] = await asker.ask(events, of: remote)
            }
            // Without the champion's answers nothing can be compared, which is not the candidate's fault: ask again later.
            let isWhole = answers[champion]?.failures ?? 0 == 0
            for _ in 0..<(isWhole ? 0 : Self.pausesBeforeAskingAgain) where !Task.isCancelled {
                await environment.pause()
            }
            await self.answered(isWhole ? answers : nil, rollout, moment, pipeline: name)
        }
    }

    /// All stored events that the gates will put to the models, each once; recorded requests first.
    private func questions(_ run: GateRun, _ moment: GateReport.Moment) throws -> [Event] {
        let replay = try replay(run, isWhole: false)
        var events = try requests(run) + golden(run.state).compactMap(\.event)
        events += (replay.windows + replay.regimes).flatMap { $0.map(\.event) }
        if moment == .start, run.champion.remote != nil, run.candidate.remote == nil {
            let answers = ChampionAnswers(version: run.champion.version, isLive: true, model: run.champion.model)
            events += try fresh(run).filter { answers.recorded($0) == nil }.suffix(Self.freshQuestions)
                .map(\.labelled.event)
        }
        var seen: Set<Int64> = []
        return events.filter { seen.insert($0.id).inserted }
    }

    private func answered(
        _ answers: [ModelVersion: GateQuestions.Answers]?, _ rollout: Int, _ moment: GateReport.Moment,
        pipeline: PipelineName
    ) {
        guard let index = pipelines.firstIndex(where: { $0.name == pipeline }),
            let open = pipelines[index].gateQuestions, open.rollout == rollout, open.moment == moment
        else { return }
        if let answers {
            pipelines[index].gateQuestions?.answers = answers
        } else {
            pipelines[index].gateQuestions = nil
        }
        wake.yield()
    }
}
