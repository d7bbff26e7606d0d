package import Domain

extension Engine {
    package func take(_ observations: [Observation], for model: PipelineName) async -> [ObservationReply] {
        func all(_ reply: ObservationReply) -> [ObservationReply] { observations.map { _ in reply } }
        guard let index = pipelines.firstIndex(where: { $0.name == model }) else {
            return all(.notExternal("there is no model \(model)"))
        }
        guard pipelines[index].state.definition.champion == .external else {
            return all(.notExternal("\(model) is served here; ask it at /v2/models/\(model)/infer"))
        }
        if let ending { return all(.notRecorded(ending)) }
        do throws(EngineError) {
            return try record(observations, at: index)
        } catch {
            return all(.notRecorded(error.description))
        }
    }

    /// Folds what is new and answers after the commit; what is known stays as it was told first.
    private func record(_ observations: [Observation], at index: Int) throws(EngineError) -> [ObservationReply] {
        // What is folded and not in the store would be taken for new.
        try commitWhatIsOverdue()
        let name = pipelines[index].name
        var numbers: [String: Int64]
        do {
            numbers = try environment.store.observed(observations.map(\.ownID), in: name)
        } catch {
            throw .store(error)
        }
        let now = environment.now()
        var replies: [ObservationReply] = []
        for observation in observations {
            if let number = numbers[observation.ownID] {
                replies.append(.duplicate(number))
                continue
            }
            if pipelines[index].state.external.version(named: observation.version) == nil {
                fold(.externalVersion(observation.version), at: index)
            }
            let number = router.opened(name).reserve(1, at: now)
            if let orphan = pipelines[index].state.labelling.orphans.label(of: -1, ownID: observation.ownID) {
                fold(.told(recognised(orphan, as: number)), at: index)
            }
            let row = row(observation, number, at: now, index)
            try pipelines[index].take(.row(row), in: context, recalling: environment.store)
            pipelines[index].changes.observed.append(ObservedName(ownID: observation.ownID, event: number))
            numbers[observation.ownID] = number
            replies.append(.accepted(number))
        }
        try commit()
        rates[name, default: RateMeter()].add(replies.count, now: environment.monotonicNanoseconds())
        wake.yield()
        return replies
    }

    private func recognised(_ orphan: ToldLabel, as number: Int64) -> ToldLabel {
        var told = orphan
        (told.event, told.fate) = (number, .recognised)
        return told
    }

    private func row(_ observation: Observation, _ number: Int64, at now: Timestamp, _ index: Int) -> SourceRow {
        let state = pipelines[index].state
        let time = observation.time ?? now
        let numbers = state.memory.numbers(
            after: state.lags.values(at: time), at: time, unit: observation.unit, values: observation.values)
        return SourceRow(
            number: number, time: time, unit: observation.unit, values: observation.values,
            served: ServedAnswer(
                arm: .champion, version: state.external.version(named: observation.version) ?? .baseline,
                output: observation.output, learnedThrough: 0, lags: numbers, isCounted: true))
    }
}
