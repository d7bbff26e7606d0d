import Domain

/// Blends: several recipes trained on the same rows, whose models' answers are weighed.
extension TrialRunner {
    /// Chooses a blend's members on the older slices and scores it on the newest, whose rows the choice does not see.
    ///
    /// - Parameters:
    ///   - assignment: A blend's recipe with votes to be chosen, and two slices or more.
    ///   - dataset: All rows of the dataset, oldest first.
    ///   - models: The members' models of the newest slice; empty where they are to be trained.
    ///   - progress: Gets the done share, 0–1.
    /// - Returns: The blend with its score on the newest slice, and everyone's votes.
    /// - Throws: ``TrialError`` where there is nothing to choose, a member cannot be trained, or none is better with others.
    static func chooseBlend(
        _ assignment: TrialAssignment, _ dataset: [LabelledEvent], _ models: [Model], _ progress: (Double) -> Void
    ) throws(TrialError) -> Ending {
        let members = assignment.specification.chosenMembers
        guard members.count > 1 else {
            throw TrialError(.invalid, "a blend needs two models or more to choose from, not \(members.count)")
        }
        guard let newest = assignment.slices.first, assignment.slices.count > 1, !newest.validationRows.isEmpty else {
            throw TrialError(
                .invalid,
                "a blend is chosen on another slice than it is scored on; the trial has \(assignment.slices.count)")
        }
        let steps = Double(members.count * assignment.slices.count)
        var held = HeldOutAnswers(models: members.count, task: assignment.task)
        for (older, slice) in assignment.slices.dropFirst().enumerated() {
            let rows = try trainingRows(of: slice, assignment, dataset, nil)
            var outputs: [[Output]] = []
            for (place, member) in members.enumerated() {
                let model = try trained(member, rows, assignment)
                outputs.append(try Self.outputs(of: model, on: dataset[slice.validationRows]))
                progress(Double(older * members.count + place + 1) / steps)
            }
            try held.add(outputs, truths: dataset[slice.validationRows].map(\.truth))
        }
        let votes = BlendSelection(held).votes
        guard votes.count(where: { $0 > 0 }) > 1 else {
            let best = votes.firstIndex { $0 > 0 }.map { "run \(members[$0].run)" } ?? "one model"
            throw TrialError(.noGain, "on \(held.rows) older rows no blend was better than \(best) alone")
        }
        var chosen = assignment
        chosen.specification.choose(votes)
        let rows = try trainingRows(of: newest, chosen, dataset, nil)
        let model =
            models.count == members.count
            ? blend(zip(models, votes).map { BlendedModels.Member(model: $0, votes: $1) }, chosen.specification)
            : try blend(rows, chosen) { progress(1 + ($0 - 1) / Double(assignment.slices.count)) }
        guard let score = try score(model, on: dataset[newest.validationRows], task: assignment.task),
            score.value.isFinite
        else { throw TrialError(.notFinite, "an answer of the blend is not a finite number") }
        progress(1)
        return .completed(
            Result(
                model: model, score: score, trainedRows: rows.count,
                curve: [CurvePoint(slice: 0, score: score, trainedRows: rows.count)], votes: votes))
    }

    /// Trains the members that have votes; the rows are those of the longest window.
    static func blend(
        _ rows: [LabelledEvent], _ assignment: TrialAssignment, _ progress: (Double) -> Void
    ) throws(TrialError) -> Model {
        let members = assignment.specification.chosenMembers
        var trained: [BlendedModels.Member] = []
        for member in members {
            let model = try Self.trained(member, rows, assignment)
            trained.append(BlendedModels.Member(model: model, votes: member.votes ?? 0))
            progress(Double(trained.count) / Double(members.count))
        }
        return blend(trained, assignment.specification)
    }

    private static func blend(_ members: [BlendedModels.Member], _ specification: TrialSpecification) -> Model {
        Model(specification: specification, blend: BlendedModels(members.filter { $0.votes > 0 }))
    }

    /// One member's model, trained on as many of the rows as its own window has.
    private static func trained(
        _ member: BlendMember, _ rows: [LabelledEvent], _ assignment: TrialAssignment
    ) throws(TrialError) -> Model {
        var own = assignment
        own.specification = member.specification
        guard member.specification.members == nil, member.specification.program == nil,
            member.specification.learner.fits(assignment.task)
        else {
            let learner = member.specification.learnerName
            throw TrialError(.invalid, "run \(member.run), \(learner), cannot be a member of this pipeline's blend")
        }
        let window = min(member.specification.window, Int(Int32.max)) + assignment.specification.extraRows
        do {
            return try train(Array(rows.suffix(max(0, window))), own, nil, nil) { _ in }
        } catch {
            throw TrialError(error.failure, "run \(member.run), a member of the blend: \(error.message)")
        }
    }
}
