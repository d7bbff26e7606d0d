import Domain

/// What becomes of a piece of feedback, given what is known of its event.
struct FeedbackJudge {
    let definition: PipelineDefinition
    /// Stream time.
    let clock: Timestamp

    /// The reply, and what is to be folded where it is accepted: a label, a reward, or both.
    ///
    /// Where one of two is in conflict or too late, neither is taken.
    func judge(
        _ item: Feedback, standing: EventStanding?, at time: Timestamp
    ) -> (FeedbackReply, [SourceItem]) {
        guard let standing else { return (.unknown, []) }
        var items: [SourceItem] = []
        for fate in [label(of: item, standing, at: time), reward(of: item, standing, at: time)] {
            switch fate {
            case .success(let accepted): items += accepted.map { [$0] } ?? []
            case .failure(let refusal): return (refusal.reply, [])
            }
        }
        return (items.isEmpty ? .duplicate : .accepted, items)
    }

    private struct Refusal: Error {
        var reply: FeedbackReply
    }

    /// What the label asks to be folded; nil where there is none, or it is known already.
    private func label(
        of item: Feedback, _ standing: EventStanding, at time: Timestamp
    ) -> Result<SourceItem?, Refusal> {
        guard let value = item.truth else { return .success(nil) }
        guard let truth = definition.task.truth(of: value) else { return .failure(Refusal(reply: .invalid(wanted))) }
        if let known = standing.label {
            if definition.task.truth(of: known) == truth { return .success(nil) }
            guard item.supersedes else { return .failure(Refusal(reply: .conflict(known: known))) }
            return .success(.correction(number: item.id, value: value, time: time))
        }
        if standing.isRetracted { return .success(.correction(number: item.id, value: value, time: time)) }
        guard !isTooLate(standing) else { return .failure(Refusal(reply: .expired)) }
        return .success(.label(number: item.id, value: value, time: time))
    }

    /// The same for the reward.
    private func reward(
        of item: Feedback, _ standing: EventStanding, at time: Timestamp
    ) -> Result<SourceItem?, Refusal> {
        guard let reward = item.reward else { return .success(nil) }
        if let known = standing.reward {
            if known.value == reward.value, known.weight == reward.weight { return .success(nil) }
            guard item.supersedes else { return .failure(Refusal(reply: .conflict(known: .number(known.value)))) }
        } else if isTooLate(standing) {
            return .failure(Refusal(reply: .expired))
        }
        return .success(
            .reward(number: item.id, reward, replaces: standing.reward?.amount ?? 0, time: time))
    }

    private func isTooLate(_ standing: EventStanding) -> Bool { standing.time < clock - definition.labels.horizon }

    private var wanted: String {
        switch definition.task {
        case .classification(let classes): "give one of the classes \(classes.joined(separator: ", "))"
        case .regression: "give a finite number"
        }
    }
}
