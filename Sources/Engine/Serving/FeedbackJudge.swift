import Domain

/// What becomes of a piece of feedback, given what is known of its event.
struct FeedbackJudge {
    let definition: PipelineDefinition
    /// Stream time.
    let clock: Timestamp

    /// The reply, and what is to be folded where it is accepted.
    func judge(
        _ item: Feedback, standing: EventStanding?, at time: Timestamp
    ) -> (FeedbackReply, SourceItem?) {
        guard let standing else { return (.unknown, nil) }
        guard let truth = definition.task.truth(of: item.truth) else { return (.invalid(wanted), nil) }
        if let known = standing.label {
            if definition.task.truth(of: known) == truth { return (.duplicate, nil) }
            guard item.supersedes else { return (.conflict(known: known), nil) }
            return (.accepted, .correction(number: item.id, value: item.truth, time: time))
        }
        if standing.isRetracted {
            return (.accepted, .correction(number: item.id, value: item.truth, time: time))
        }
        guard standing.time >= clock - definition.labels.horizon else { return (.expired, nil) }
        return (.accepted, .label(number: item.id, value: item.truth, time: time))
    }

    private var wanted: String {
        switch definition.task {
        case .classification(let classes): "give one of the classes \(classes.joined(separator: ", "))"
        case .regression: "give a finite number"
        }
    }
}
