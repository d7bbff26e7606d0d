import Domain

/// Several candidates at once: they race in the shadow, and one of them goes on.
extension PipelineState {
    /// Whether a new candidate may race with the one whose canary runs: that one has passed its gates and has no traffic.
    ///
    /// Live versions are not raced: what they answer would have to be kept for each.
    func mayRace(_ version: VersionRecord) -> Bool {
        guard definition.canary.guards.newcomer == .race, let rollout, let candidate else { return false }
        return rollout.state == .ramping(step: 0) && rollout.weight == 0 && race.parked.count < Race.limit - 1
            && candidate.remote == nil && version.remote == nil && champion?.remote == nil && !candidate.isLive
            && version.specification.updates == .frozen
    }

    /// Parks the candidate of the canary that runs, so that the next one can join the race.
    mutating func park() {
        guard var rollout, let candidate else { return }
        rollout.ledger.isRacing = true
        race.parked.append(Race.Racer(rollout: rollout, model: candidate))
        race.beginAnew()
        self.rollout = nil
        self.candidate = nil
    }

    /// Scores all racers on a labelled event that the champion answered; the race may end with it.
    mutating func runRace(
        _ event: Event, championOutput: Output, _ truth: Truth, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        guard race.isOpen, let rollout, rollout.state == .ramping(step: 0), rollout.weight == 0, let candidate else {
            return
        }
        let scale = rollout.lossScale
        let old = Loss.of(championOutput, truth: truth, scale: scale)
        var losses: [Double] = []
        var harmful: [Int] = []
        for index in race.parked.indices {
            let loss = Loss.of(race.parked[index].model.model.predict(event), truth: truth, scale: scale)
            losses.append(loss)
            let actions = race.parked[index].rollout.add(
                championLoss: old, candidateLoss: loss, at: clock, automatic: false)
            if actions.contains(.withdraw) { harmful.append(index) }
        }
        race.add(losses + [Loss.of(candidate.model.predict(event), truth: truth, scale: scale)])
        for index in harmful.reversed() {
            let racer = race.remove(at: index)
            leaveRace(racer, context, &changes)
        }
        guard race.isOpen else { return endRace() }
        if let winner = race.winner(after: rollout.policy.minimumPairs) { finishRace(winner, context, &changes) }
    }

    /// Brings a parked candidate back where the newest has gone.
    mutating func resumeRace() {
        guard race.isOpen, rollout?.state.isEnded ?? true else { return }
        let next = race.parked.removeLast()
        run(next)
        if race.isOpen { race.beginAnew() } else { endRace() }
    }

    /// Takes all parked candidates out: another one is promoted.
    mutating func dropRace(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard race.isOpen, let rollout else { return }
        let parked = race.parked
        endRace()
        for racer in parked {
            lose(racer, "\(rollout.record.candidate) is promoted without the race", context, &changes)
        }
    }

    /// A person takes a parked candidate out; false where there is no such one.
    mutating func leaveRace(
        _ version: ModelVersion, by user: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> Bool {
        guard let index = race.parked.firstIndex(where: { $0.rollout.record.candidate == version }) else {
            return false
        }
        var racer = race.remove(at: index)
        racer.rollout.move(to: .cancelled, at: clock, actor: user, reason: "taken out of the race")
        put(aside: racer, context, &changes)
        if !race.isOpen { endRace() }
        return true
    }

    /// Holds the candidates that are parked in a race, as labels were taken back; gives what became of each.
    mutating func doubtRacers(
        by user: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> [String] {
        var sentences: [String] = []
        for place in race.parked.indices {
            guard let doubt = race.parked[place].rollout.doubt(by: user, at: clock) else { continue }
            sentences.append(doubt.sentence)
            race.parked[place].rollout.seal(context)
            let record = race.parked[place].rollout.record
            changes.rollouts.append(record)
            guard let last = record.transitions.last else { continue }
            decide(
                .canary, "\(record.candidate)", "\(last.from.name) → \(last.to.name) at 0 %: \(last.reason)", by: user,
                context, &changes)
        }
        return sentences
    }

    private mutating func endRace() {
        race = Race()
        rollout?.ledger.isRacing = false
    }

    private mutating func finishRace(
        _ winner: Int, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard let rollout, let candidate else { return }
        let racers = race.parked + [Race.Racer(rollout: rollout, model: candidate)]
        let standing = zip(racers, race.losses).map { racer, loss in
            "\(racer.rollout.record.candidate) \(Decimal.fixed(loss / Double(race.pairs), 3))"
        }
        let sentence =
            "race won by \(racers[winner].rollout.record.candidate): mean losses \(standing.joined(separator: ", ")) on "
            + "\(race.pairs) events"
        if winner < race.parked.count { run(racers[winner]) }
        endRace()
        for (index, racer) in racers.enumerated() where index != winner { lose(racer, sentence, context, &changes) }
        decide(.canary, "\(racers[winner].rollout.record.candidate)", sentence, context, &changes)
    }

    /// Makes a parked candidate the one of the pipeline's rollout.
    private mutating func run(_ racer: Race.Racer) {
        rollout = racer.rollout
        candidate = racer.model
        candidateMetric = TaskMetric(task: definition.task, fading: definition.monitors.fading)
        rivalMetric = candidateMetric
        units = UnitBook()
        coverage = CoverageCheck()
        assignment = TrafficAssignment(salt: "\(definition.name.rawValue)/\(racer.rollout.record.number)")
    }

    /// One that was taken out for its harm: its rollout has ended already.
    private mutating func leaveRace(
        _ racer: Race.Racer, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        counts.rollbacks += 1
        bar(racer.model.record)
        put(aside: racer, context, &changes)
    }

    private mutating func lose(
        _ racer: Race.Racer, _ why: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        var racer = racer
        racer.rollout.move(to: .superseded, at: clock, actor: "engine", reason: why)
        put(aside: racer, context, &changes)
    }

    /// Records how a racer ended, and keeps it for another attempt.
    private mutating func put(
        aside racer: Race.Racer, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        var rollout = racer.rollout
        rollout.seal(context)
        changes.rollouts.append(rollout.record)
        shelf.add(racer.model, of: rollout)
        guard let last = rollout.record.transitions.last else { return }
        decide(
            last.to == .rolledBack ? .rollBack : .canary, "\(rollout.record.candidate)",
            "\(last.from.name) → \(last.to.name) at 0 %: \(last.reason)", by: last.actor, context, &changes)
        guard rollout.record.origin.kind == .search else { return }
        switch last.to {
        case .rolledBack: end(.rolledBack, last.reason, context, &changes)
        case .cancelled: end(.cancelled, last.reason, context, &changes)
        default: end(.superseded, last.reason, context, &changes)
        }
    }
}
