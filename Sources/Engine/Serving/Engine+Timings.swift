import Domain

/// How long the compared models take, measured beside the callers' way: it is as quick as before.
extension Engine {
    /// One in so many requests is asked of both models once more.
    private static let timedEvery = 16
    /// Requests of one look that are timed.
    private static let mostTimed = 32

    /// Times both models on some of what callers have just asked and folds what it found.
    ///
    /// Both are asked on the same machine one after the other, in turns the one or the other first: what slows the machine
    /// down slows both.
    func timeModels(on rows: [SourceRow], at index: Int) {
        guard let timings = timings(of: rows, in: pipelines[index].state) else { return }
        fold(.timings(timings), at: index)
    }

    /// Nil where nothing is to be timed; apart from the fold, which would have to copy a state that is held here.
    private func timings(of rows: [SourceRow], in state: PipelineState) -> ModelTimings? {
        guard let rollout = state.rollout, rollout.watchesAnswers, rollout.guardrails != nil, !rollout.isSwapped,
            let candidate = state.candidate, let champion = state.champion
        else { return nil }
        let limit = state.definition.gates.latencyMilliseconds * 1e6
        let times = state.definition.gates.limits.growth
        if candidate.remote != nil || champion.remote != nil {
            return waits(of: rows, candidate.version, champion.version, limit: limit)
        }
        var timings = ModelTimings(candidate: candidate.version)
        for place in stride(from: Int(state.sequence) % Self.timedEvery, to: rows.count, by: Self.timedEvery)
            .prefix(Self.mostTimed)
        {
            let event = Event(
                id: rows[place].number, time: rows[place].time ?? state.clock, unit: rows[place].unit,
                values: rows[place].values, lags: rows[place].served?.lags ?? [])
            let isFirst = timings.asked % 2 == 0
            let first = nanoseconds(of: isFirst ? candidate.model : champion.model, event)
            let second = nanoseconds(of: isFirst ? champion.model : candidate.model, event)
            timings.add(
                candidate: isFirst ? first : second, champion: isFirst ? second : first, limit: limit, times: times)
        }
        return timings.asked > 0 ? timings : nil
    }

    /// How long the servers took that callers were waiting for; a model that is loaded here takes next to nothing beside them.
    ///
    /// A server that did not answer is counted as a miss already.
    private func waits(
        of rows: [SourceRow], _ candidate: ModelVersion, _ champion: ModelVersion, limit: Double
    ) -> ModelTimings? {
        var timings = ModelTimings(candidate: candidate)
        for told in rows.lazy.compactMap({ $0.served?.told }) {
            func wait(_ version: ModelVersion) -> UInt64? {
                told.first { $0.version == version && $0.output != .unanswered }?.nanoseconds
            }
            let waited = (candidate: wait(candidate), champion: wait(champion))
            guard waited.candidate != nil || waited.champion != nil,
                !told.contains(where: { $0.output == .unanswered })
            else { continue }
            timings.add(candidate: waited.candidate ?? 0, champion: waited.champion ?? 0, limit: limit)
        }
        return timings.asked > 0 ? timings : nil
    }

    private func nanoseconds(of model: any PublishedModel, _ event: Event) -> UInt64 {
        let start = environment.monotonicNanoseconds()
        _ = model.predict(event)
        return environment.monotonicNanoseconds() - start
    }
}
