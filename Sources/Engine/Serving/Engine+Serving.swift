package import Domain

extension Engine: PredictionService {
    /// Labels that a live model learns before the copy that serves is renewed.
    private static let liveStep: Int64 = 200

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
            for one in pipelines[index].feedback {
                one.continuation.resume(returning: one.items.map { _ in .notRecorded(sentence) })
            }
            pipelines[index].feedback = []
        }
    }

    /// Folds what callers were told since the last look; false where that is nothing.
    func takeServed(at index: Int) -> Bool {
        let rows = router.opened(pipelines[index].name).drain()
        guard !rows.isEmpty else { return false }
        for row in rows { fold(row, at: index) }
        timeModels(on: rows, at: index)
        rates[pipelines[index].name, default: RateMeter()].add(rows.count, now: environment.monotonicNanoseconds())
        return true
    }

    /// A request without a time of its own joins the stream at its newest moment at the earliest: while it was on its way,
    /// rows of the source may have passed the time that it was answered at, and it would be out of order.
    func fold(_ served: SourceRow, at index: Int) {
        var row = served
        if let answer = row.served, !answer.isTimeGiven, let time = row.time {
            row.time = max(time, pipelines[index].state.clock)
        }
        pipelines[index].fold(.source(.row(row)), in: context)
    }

    /// Joins all feedback that waits, in one commit, and answers it.
    ///
    /// - Throws: ``EngineError`` where the store cannot write; the callers are told so first.
    func takeFeedback(at index: Int) throws(EngineError) -> Bool {
        let waiting = pipelines[index].feedback
        guard !waiting.isEmpty else { return false }
        pipelines[index].feedback = []
        var replies: [[FeedbackReply]] = []
        do {
            // What was answered just now may be what the feedback is about: it is folded and committed first.
            _ = takeServed(at: index)
            try commit()
            replies = try join(waiting.map(\.items), at: index)
            try commit()
        } catch {
            let sentence = error.description
            for one in waiting { one.continuation.resume(returning: one.items.map { _ in .notRecorded(sentence) }) }
            throw error
        }
        for (one, reply) in zip(waiting, replies) { one.continuation.resume(returning: reply) }
        return true
    }

    private func join(_ groups: [[Feedback]], at index: Int) throws(EngineError) -> [[FeedbackReply]] {
        var standings: [Int64: EventStanding]
        var groups = groups
        do {
            let own = try environment.store.observed(
                groups.joined().compactMap(\.ownID), in: pipelines[index].name)
            for group in groups.indices {
                for item in groups[group].indices {
                    guard let name = groups[group][item].ownID else { continue }
                    groups[group][item].id = own[name] ?? -1
                }
            }
            standings = try environment.store.standings(
                of: groups.joined().map(\.id), in: pipelines[index].name)
        } catch {
            throw .store(error)
        }
        return try groups.map { items throws(EngineError) in
            try items.map { item throws(EngineError) in
                let state = pipelines[index].state
                // The stream time of a paced pipeline is its data's, not the wall clock's.
                let isPaced = state.definition.source.speed != .maximum
                let time = item.eventTime ?? (isPaced ? state.clock : environment.now())
                let judge = FeedbackJudge(definition: state.definition, clock: state.clock)
                let (judged, inputs) = judge.judge(item, standing: standings[item.id], at: time)
                var reply = judged
                if reply == .unknown, traffic?.mayCome(item.id, for: pipelines[index].name) ?? false {
                    reply = .notRecorded("its prediction has not come from its model server yet")
                }
                if reply == .unknown, router.lane(pipelines[index].name)?.isHeld(item.id) ?? false {
                    reply = .notRecorded("the model that its answer is compared with has not answered yet")
                }
                for input in inputs {
                    try pipelines[index].take(input, in: context, recalling: environment.store)
                    if case .reward = input {
                        standings[item.id]?.reward = item.reward
                    } else {
                        standings[item.id]?.label = item.truth
                    }
                }
                return reply
            }
        }
    }

    /// Puts the tables in force that the committed states ask for.
    func publishTables() {
        guard mode == .live else { return }
        for runtime in pipelines {
            let lane = router.opened(runtime.name)
            lane.publish(
                RoutingTable.table(of: runtime.state, after: lane.table, liveStep: Self.liveStep),
                definition: runtime.state.definition)
        }
        traffic?.ring()
    }
}

/// Feedback whose callers wait for the commit.
struct PendingFeedback: Sendable {
    var items: [Feedback]
    var continuation: CheckedContinuation<[FeedbackReply], Never>
}
