import Domain

/// What becomes of a piece of feedback, given what is known of its event.
struct FeedbackJudge {
    let definition: PipelineDefinition
    /// Stream time.
    let clock: Timestamp
    let orphans: OrphanBook

    /// The reply, and what is to be folded where it is accepted: a label, a reward, or both.
    ///
    /// Where one of two is in conflict or too late, neither is taken.
    func judge(
        _ item: Feedback, standing: EventStanding?, at time: Timestamp
    ) -> (FeedbackReply, [PipelineInput]) {
        if let problem = problem(of: item) { return (.invalid(problem), []) }
        guard let standing else { return orphan(item, at: time) }
        if let row = standing.quarantine, row.isDropped {
            return (.dropped("row \(row.row) was dropped from quarantine by a person (\(row.words))"), [])
        }
        let fate = ConflictJudge(definition: definition, clock: clock).label(of: item, standing, at: time)
        if let refusal = fate.refusal { return (refusal, fate.inputs) }
        var inputs = fate.inputs
        switch reward(of: item, standing, at: time) {
        case .success(let accepted): inputs += accepted.map { [.source($0)] } ?? []
        case .failure(let refusal): return (refusal.reply, [])
        }
        if inputs.isEmpty { return (.duplicate, []) }
        if let row = standing.quarantine {
            return (
                .kept(
                    "row \(row.row) is in quarantine (\(row.words)): the label is kept and counts when a person releases "
                        + "the row, on the screen with :release \(row.row)"), inputs
            )
        }
        return (.accepted, inputs)
    }

    private struct Refusal: Error {
        var reply: FeedbackReply
    }

    /// What is wrong with the label by itself; nil where nothing is.
    private func problem(of item: Feedback) -> String? {
        guard let value = item.truth else { return nil }
        if definition.task.truth(of: value) == nil { return wanted }
        let smallest = definition.labels.sampling
        guard item.probability < smallest else { return nil }
        return
            "the label was asked for with a chance of \(item.probability), and labels.sampling in the pipeline file is "
            + "\(smallest); write the smallest chance there first"
    }

    /// The label of a prediction that is not known is kept for the day on which it comes.
    private func orphan(_ item: Feedback, at time: Timestamp) -> (FeedbackReply, [PipelineInput]) {
        guard let value = item.truth, item.reward == nil else { return (.unknown, []) }
        if orphans.label(of: item.id, ownID: item.ownID)?.value == value { return (.duplicate, []) }
        guard !orphans.isFull else {
            return (
                .notRecorded(
                    "no such prediction is known, and \(OrphanBook.capacity) labels wait for theirs already"), []
            )
        }
        let told = ToldLabel(
            event: item.ownID == nil ? item.id : -1, ownID: item.ownID, value: value, time: time, source: item.source,
            probability: item.probability, fate: .orphan)
        return (
            .kept(
                "no such prediction is known; the label is kept and joined when it comes, until "
                    + "\(definition.labels.retention) have passed"), [.told(told)]
        )
    }

    /// What the reward asks to be folded; nil where there is none, or it is known already.
    private func reward(
        of item: Feedback, _ standing: EventStanding, at time: Timestamp
    ) -> Result<SourceItem?, Refusal> {
        guard let reward = item.reward else { return .success(nil) }
        if let known = standing.reward {
            if known.value == reward.value, known.weight == reward.weight { return .success(nil) }
            guard item.supersedes else { return .failure(Refusal(reply: .conflict(known: .number(known.value)))) }
        } else if standing.time < clock - definition.labels.retention {
            return .failure(Refusal(reply: .expired))
        }
        return .success(
            .reward(number: item.id, reward, replaces: standing.reward?.amount ?? 0, time: time))
    }

    private var wanted: String {
        switch definition.task {
        case .classification(let classes): "give one of the classes \(classes.joined(separator: ", "))"
        case .regression: "give a finite number"
        }
    }
}
