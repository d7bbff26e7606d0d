import Domain

/// What becomes of a label, where another may be known already.
struct ConflictJudge {
    /// A refusal has inputs, too, where it is to be counted.
    struct Fate {
        var refusal: FeedbackReply?
        var inputs: [PipelineInput] = []
    }

    let definition: PipelineDefinition
    /// Stream time.
    let clock: Timestamp

    /// - Precondition: A truth that is told is one of the task's.
    func label(of item: Feedback, _ standing: EventStanding, at time: Timestamp) -> Fate {
        guard let value = item.truth else { return Fate() }
        guard let known = standing.label else { return first(value, item, standing, at: time) }
        let isSame = definition.task.truth(of: known) == definition.task.truth(of: value)
        let correction = PipelineInput.source(.correction(number: item.id, value: value, time: time))
        if item.supersedes, !isSame {
            // A correction is its source's word from here on.
            let vote = definition.labels.conflict == .vote ? [told(item, value, .carried, at: time)] : []
            return Fate(inputs: vote + [correction])
        }
        switch definition.labels.conflict {
        case .refuse, .lastWriter:
            if isSame { return Fate() }
            guard definition.labels.conflict == .lastWriter else {
                // Neither a label nor a reward is taken; the conflict is counted all the same.
                return Fate(refusal: .conflict(known: known), inputs: [told(item, value, .refused, at: time)])
            }
            return Fate(inputs: [told(item, value, .replaced, at: time), correction])
        case .vote:
            return vote(value, against: known, item, standing, at: time)
        }
    }

    private func first(_ value: FieldValue, _ item: Feedback, _ standing: EventStanding, at time: Timestamp) -> Fate {
        if standing.isRetracted {
            return Fate(inputs: [.source(.correction(number: item.id, value: value, time: time))])
        }
        guard standing.time >= clock - definition.labels.retention else { return Fate(refusal: .expired) }
        var inputs: [PipelineInput] = []
        let isLate = standing.time < clock - definition.labels.horizon
        if isLate || item.probability < 1 || item.source != nil {
            inputs.append(told(item, value, isLate ? .late : .kept, at: time))
        }
        if definition.labels.conflict == .vote { inputs.append(told(item, value, .voted, at: time)) }
        return Fate(inputs: inputs + [.source(.label(number: item.id, value: value, time: time))])
    }

    /// Each source has one vote, its newest; the known label stays where another is not ahead.
    private func vote(
        _ value: FieldValue, against known: FieldValue, _ item: Feedback, _ standing: EventStanding, at time: Timestamp
    ) -> Fate {
        var inputs: [PipelineInput] = []
        var votes: [LabelVote] = []
        // A label that came without a vote is one: the pipeline's own file's.
        let past = standing.votes.isEmpty ? [LabelVote(source: Self.ownSource, value: known)] : standing.votes
        if standing.votes.isEmpty {
            inputs.append(
                .told(
                    ToldLabel(
                        event: item.id, value: known, time: time, source: Self.ownSource, fate: .voted)))
        }
        for vote in past + [LabelVote(source: item.source, value: value)] {
            votes.removeAll { $0.source == vote.source }
            votes.append(vote)
        }
        if standing.votes.last(where: { $0.source == item.source })?.value == value { return Fate() }
        let truths = votes.map { definition.task.truth(of: $0.value) }
        let standingTruth = definition.task.truth(of: known)
        var best = (value: known, votes: truths.count { $0 == standingTruth })
        for (place, vote) in votes.enumerated() {
            let count = truths.count { $0 == truths[place] }
            if count > best.votes { best = (vote.value, count) }
        }
        let winner = definition.task.truth(of: best.value)
        let agrees = definition.task.truth(of: value) == standingTruth
        let fate: ToldLabel.Fate = winner != standingTruth ? .carried : agrees ? .voted : .outvoted
        inputs.append(told(item, value, fate, at: time))
        if winner != standingTruth {
            inputs.append(.source(.correction(number: item.id, value: best.value, time: time)))
        }
        return Fate(inputs: inputs)
    }

    /// Who votes for a label that the pipeline's file gave.
    private static let ownSource = "file"

    private func told(
        _ item: Feedback, _ value: FieldValue, _ fate: ToldLabel.Fate, at time: Timestamp
    ) -> PipelineInput {
        .told(
            ToldLabel(
                event: item.id, value: value, time: time, source: item.source, probability: item.probability, fate: fate
            ))
    }
}
