package import Domain

extension Engine: PredictionService {
    package nonisolated func models() -> [ServedModel] { router.names.compactMap { model($0) } }

    package nonisolated func model(_ name: PipelineName) -> ServedModel? { router.lane(name)?.model }

    package nonisolated func predict(_ request: PredictionRequest) -> Result<[ServedPrediction], PredictionRefusal> {
        router.predict(request)
    }

    package nonisolated func answer(
        _ request: PredictionRequest
    ) async -> Result<[ServedPrediction], PredictionRefusal> {
        guard router.lane(request.model)?.table?.asksElsewhere == true, let remotes = environment.remotes,
            let pipeline = model(request.model)
        else { return router.predict(request, mayWait: true) }
        return await router.answer(request, by: PredictionRouter.Asking(remotes: remotes, pipeline: pipeline))
    }

    package nonisolated func droppedRecords() -> [(pipeline: PipelineName, count: Int)] {
        router.names.map { ($0, (router.lane($0)?.dropped ?? 0) + (traffic?.dropped(of: $0) ?? 0)) }
    }

    package func take(_ feedback: [Feedback], for model: PipelineName) async -> [FeedbackReply] {
        guard let index = pipelines.firstIndex(where: { $0.name == model }) else {
            return feedback.map { _ in .unknown }
        }
        if let ending { return feedback.map { _ in .notRecorded(ending) } }
        return await withCheckedContinuation { continuation in
            pipelines[index].feedback.append(PendingFeedback(items: feedback, continuation: continuation))
            wake.yield()
        }
    }

    /// Answers the feedback that came too late for the last commit, and all that comes after it.
    func refuseFeedback() {
        let sentence = problem?.description ?? "the engine has ended; tell it again when it runs"
        ending = sentence
        for index in pipelines.indices {
            for one in pipelines[index].feedback + pipelines[index].joined.map(\.feedback) { one.refuse(sentence) }
            pipelines[index].feedback = []
            pipelines[index].joined = []
        }
    }

    /// Folds what callers were told since the last look; false where that is nothing.
    ///
    /// - Throws: ``EngineError`` where the store cannot give what has to be known for it.
    func takeServed(at index: Int) throws(EngineError) -> Bool {
        let rows = router.opened(pipelines[index].name).drain()
        guard !rows.isEmpty else { return false }
        for row in rows { try fold(row, at: index) }
        timeModels(on: rows, at: index)
        rates[pipelines[index].name, default: RateMeter()].add(rows.count, now: environment.monotonicNanoseconds())
        return true
    }

    /// A request without a time of its own joins the stream at its newest moment at the earliest: while it was on its way,
    /// rows of the source may have passed the time that it was answered at, and it would be out of order.
    func fold(_ served: SourceRow, at index: Int) throws(EngineError) {
        var row = served
        if let answer = row.served, !answer.isTimeGiven, let time = row.time {
            row.time = max(time, pipelines[index].state.clock)
        }
        try pipelines[index].take(.row(row), in: context, recalling: environment.store)
    }

    /// Puts the tables in force that the committed states ask for.
    func publishTables() {
        guard mode == .live else { return }
        for runtime in pipelines {
            let lane = router.opened(runtime.name)
            lane.publish(
                RoutingTable.table(of: runtime.state, after: lane.table, at: environment.now()),
                definition: runtime.state.definition)
        }
        traffic?.ring()
    }
}
