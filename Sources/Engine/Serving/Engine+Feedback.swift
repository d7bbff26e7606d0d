import Domain

/// Joins what callers tell of predictions later.
extension Engine {
    /// Joins all feedback that waits, in one commit, and answers it.
    ///
    /// - Throws: ``EngineError`` where the store cannot write; the callers are told so first.
    func takeFeedback(at index: Int) throws(EngineError) -> Bool {
        let waiting = pipelines[index].feedback
        guard !waiting.isEmpty else { return false }
        // What was answered just now may be what the feedback is about: it is folded and committed first. Where the store
        // does not take it, the callers wait.
        _ = try takeServed(at: index)
        try commit()
        pipelines[index].feedback = []
        do {
            let replies = try join(waiting.map(\.items), at: index)
            pipelines[index].joined += zip(waiting, replies).map { JoinedFeedback(feedback: $0, replies: $1) }
        } catch {
            for one in waiting { one.refuse(error.description) }
            throw error
        }
        try commit()
        return true
    }

    /// Answers those whose labels are in the store now.
    func answerJoined(at index: Int) {
        let joined = pipelines[index].joined
        pipelines[index].joined = []
        for one in joined { one.feedback.continuation.resume(returning: one.replies) }
    }

    private func join(_ groups: [[Feedback]], at index: Int) throws(EngineError) -> [[FeedbackReply]] {
        var standings: [Int64: EventStanding]
        var groups = groups
        var finder = UnitFinder(
            pipeline: pipelines[index].state, hasModelServers: traffic != nil, now: environment.now())
        do {
            let own = try environment.store.observed(
                groups.joined().compactMap(\.ownID), in: pipelines[index].name)
            for group in groups.indices {
                for item in groups[group].indices {
                    guard let name = groups[group][item].ownID else { continue }
                    groups[group][item].id = own[name] ?? -1
                }
                for item in groups[group].indices {
                    guard let moment = groups[group][item].moment else { continue }
                    groups[group][item].id = try finder.find(moment, in: environment.store)
                }
            }
            standings = try environment.store.standings(
                of: groups.joined().map(\.id), in: pipelines[index].name)
        } catch {
            throw .store(error)
        }
        return try groups.map { items throws(EngineError) in
            try items.map { item throws(EngineError) in
                if let moment = item.moment, let reply = finder.replies[moment] { return reply }
                return try join(item, &standings, at: index)
            }
        }
    }

    /// Whether a prediction may have this number: one that was made up is no orphan.
    private func mayBeNumber(_ number: Int64) -> Bool {
        guard PredictionNumber.isRequest(number) else { return true }
        return PredictionNumber.time(of: number) < environment.now() + .days(1)
            && (traffic != nil || PredictionNumber.slot(of: number) == PredictionNumber.engineSlot)
    }

    private func join(
        _ item: Feedback, _ standings: inout [Int64: EventStanding], at index: Int
    ) throws(EngineError) -> FeedbackReply {
        let name = pipelines[index].name
        if standings[item.id] == nil {
            if traffic?.mayCome(item.id, for: name) ?? false {
                return .notRecorded("its prediction has not come from its model server yet")
            }
            if router.lane(name)?.isHeld(item.id) ?? false {
                return .notRecorded("the model that its answer is compared with has not answered yet")
            }
            if item.ownID == nil, !mayBeNumber(item.id) { return .unknown }
        }
        let state = pipelines[index].state
        // The stream time of a paced pipeline is its data's, not the wall clock's.
        let isPaced = state.definition.source.speed != .maximum
        let time = item.eventTime ?? (isPaced ? state.clock : environment.now())
        let judge = FeedbackJudge(
            definition: state.definition, clock: state.clock, orphans: state.labelling.orphans)
        let (reply, inputs) = judge.judge(item, standing: standings[item.id], at: time)
        for input in inputs {
            switch input {
            case .source(let source):
                try pipelines[index].take(source, in: context, recalling: environment.store)
                switch source {
                case .reward: standings[item.id]?.reward = item.reward
                case .label(_, let value, _), .correction(_, let value, _): standings[item.id]?.label = value
                case .row: break
                }
            case .told(let told):
                fold(input, at: index)
                guard [.voted, .outvoted, .carried].contains(told.fate) else { continue }
                standings[item.id]?.votes.append(LabelVote(source: told.source, value: told.value))
            default: fold(input, at: index)
            }
        }
        return reply
    }
}

/// Feedback whose callers wait for the commit.
struct PendingFeedback: Sendable {
    var items: [Feedback]
    var continuation: CheckedContinuation<[FeedbackReply], Never>

    func refuse(_ sentence: String) {
        continuation.resume(returning: items.map { _ in .notRecorded(sentence) })
    }
}

/// Feedback that is folded, whose callers hear of it when it is committed.
struct JoinedFeedback: Sendable {
    var feedback: PendingFeedback
    var replies: [FeedbackReply]
}
