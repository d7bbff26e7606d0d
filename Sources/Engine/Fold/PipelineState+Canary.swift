import Domain

extension PipelineState {
    /// Opens a rollout for a new version: to its gates, or for a drill past them.
    mutating func open(
        _ version: DeployedModel, rank: Int, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard let champion, search != nil else { return }
        let isDrill = search?.purpose == .drill
        counts.candidates += 1
        var rollout = begin(
            version, against: champion.version, isDrill: isDrill, lossScale: search?.dataset?.lossScale ?? 1)
        if isDrill {
            rollout.skipGates(at: clock)
            search?.phase = .canary(rank: rank)
        } else {
            rollout.startValidating(at: clock)
            search?.phase = .gates(version.version, rank: rank)
        }
        self.rollout = rollout
        note(context, &changes)
    }

    /// Loads a candidate and gives its rollout, not begun yet.
    mutating func begin(
        _ version: DeployedModel, against champion: ModelVersion, isDrill: Bool = false, lossScale: Double,
        origin: RolloutOrigin = RolloutOrigin()
    ) -> RolloutStateMachine {
        counts.rollouts += 1
        archive.countAttempt(of: version.version)
        candidate = version
        candidateMetric = TaskMetric(task: definition.task, fading: definition.monitors.fading)
        rivalMetric = candidateMetric
        units = UnitBook()
        coverage = CoverageCheck()
        assignment = TrafficAssignment(salt: "\(definition.name.rawValue)/\(counts.rollouts)")
        var policy = definition.canary
        // Where others may join, the first one has to be met before it has traffic.
        if policy.guards.newcomer == .race, !isDrill, origin.kind != .undo {
            policy.exposure.shadowPairs = max(policy.exposure.shadowPairs, policy.minimumPairs)
        }
        var rollout = RolloutStateMachine(
            number: counts.rollouts, candidate: version.version, champion: champion, policy: policy,
            isDrill: isDrill, lossScale: lossScale, origin: origin, promotions: promotionHistory, at: clock)
        rollout.setMetrics(before: served.leading, after: nil)
        rollout.guardrails = Guardrails(definition, lossScale: lossScale)
        rollout.ledger.dataProblem = dataProblem
        rollout.ledger.isRacing = race.isOpen
        rollout.ledger.gates.runsAgain = !isDrill && origin.kind != .undo
        return rollout
    }

    /// Lets the rollout take something in, and does and records what it decides.
    mutating func steerItself(
        _ context: FoldContext, _ changes: inout PipelineChanges,
        _ body: (inout RolloutStateMachine, Timestamp) -> [RolloutStateMachine.Action]
    ) {
        guard var rollout else { return }
        // Held once only, so that its tests are changed in place.
        self.rollout = nil
        let before = rollout.revision
        let actions = body(&rollout, clock)
        self.rollout = rollout
        if rollout.revision != before { note(context, &changes) }
        for action in actions { act(on: action, context, &changes) }
    }

    /// Records where the rollout stands now, with the digest of the evidence that it stands on.
    mutating func note(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var rollout else { return }
        rollout.seal(context)
        self.rollout = rollout
        changes.rollouts.append(rollout.record)
        guard let last = rollout.record.transitions.last else { return }
        if rollout.awaitsApproval == nil { raiseReminder(false, "", context, &changes) }
        if rollout.state != .rollingBack { raiseLingering(false, "", context, &changes) }
        let drill = rollout.record.isDrill ? "drill: " : ""
        decide(
            [.rollingBack, .rolledBack].contains(last.to) ? .rollBack : .canary, "\(rollout.record.candidate)",
            "\(drill)\(last.from.name) → \(last.to.name) at \(Decimal.fixed(last.weight, 0)) %: \(last.reason)",
            by: last.actor, context, &changes)
    }

    /// Does what the rollout decided.
    mutating func act(
        on action: RolloutStateMachine.Action, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        switch action {
        case .promote: promote(context, &changes)
        case .withdraw: withdraw(context, &changes)
        case .discard: discard(context, &changes)
        case .release: release(context, &changes)
        case .alertHeld(let why):
            guard let rollout else { return }
            raiseHeld(true, "canary \(rollout.record.candidate): \(why)", context, &changes)
        case .remind(let what):
            raiseReminder(true, what, context, &changes)
        case .alertLingering(let what):
            raiseLingering(true, what, context, &changes)
        }
    }

    private mutating func promote(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var new = candidate, let old = champion else { return }
        raiseHeld(false, "", context, &changes)
        dropRace(context, &changes)
        new.since = clock
        previous = old
        champion = new
        candidate = nil
        shelf.remove(champion: new.version)
        promotionHistory.add(at: clock)
        reigns.add(new.record)
        if rollout?.record.origin.kind == .undo { bar(old.record) }
        decide(
            .promotion, "\(new.version)", "\(new.record.words) replaces \(old.version); \(metricText)", context,
            &changes)
        // A traffic plane outside says itself when all requests go to the new champion.
        guard !definition.canary.guards.awaitsPlane else { return }
        steerItself(context, &changes) { rollout, time in
            rollout.swapped(at: time)
            return []
        }
    }

    /// The candidate goes without a judgement, and its search with it.
    private mutating func discard(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard let rollout else { return }
        raiseHeld(false, "", context, &changes)
        if let candidate { shelve(candidate, of: rollout, context) }
        candidate = nil
        endSearch(
            rollout.state == .superseded ? .superseded : .cancelled, rollout.record.transitions.last?.reason ?? "",
            context, &changes)
    }

    /// The candidate goes; while it baked, the old champion comes back at once.
    private mutating func withdraw(_ context: FoldContext, _ changes: inout PipelineChanges) {
        raiseHeld(false, "", context, &changes)
        counts.rollbacks += 1
        let removed = previous == nil ? candidate : champion
        if let previous {
            if let champion { reigns.remove(champion.version) }
            champion = previous
            self.previous = nil
        }
        candidate = nil
        if let removed, let rollout {
            shelve(removed, of: rollout, context)
            bar(removed.record)
        }
        if let rollout, rollout.record.transitions.last?.actor == "engine" {
            let drill = rollout.record.isDrill
            for holds in [true, false] {
                raise(
                    AlertBook.Reading(
                        rule: .rolledBack, subject: "\(rollout.record.candidate)", severity: drill ? .info : .page,
                        holds: holds, value: rollout.evidence.difference, threshold: 0, count: rollout.evidence.pairs,
                        text: (drill ? "drill: " : "")
                            + "\(rollout.record.candidate) rolled back: \(rollout.record.transitions.last?.reason ?? "")",
                        isDrill: drill), pendingEvaluations: 1, context, &changes)
            }
        }
        endSearch(.rolledBack, rollout?.record.transitions.last?.reason ?? "rolled back", context, &changes)
    }

    /// Ends the search where the rollout's candidate is its own; in a race a person's may be the one that ends.
    private mutating func endSearch(
        _ outcome: TriggerRecord.Outcome, _ why: String, gained: Bool = false, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        guard rollout?.record.origin.kind == .search else { return }
        end(outcome, why, gained: gained, context, &changes)
    }

    private mutating func shelve(
        _ removed: DeployedModel, of rollout: RolloutStateMachine, _ context: FoldContext
    ) {
        guard !rollout.record.isDrill else { return }
        guard rollout.record.origin.kind == .undo else {
            return shelf.add(saved(removed, context), of: rollout)
        }
        shelf.remove(champion: removed.version)
        shelf.add(champion: removed, keeping: definition.canary.guards.rollbackWindow)
    }

    /// A live version named by what it has learned; where that cannot be written, by what it was before.
    private func saved(_ version: DeployedModel, _ context: FoldContext) -> DeployedModel {
        guard version.learnedThrough > 0 else { return version }
        var saved = version
        do {
            saved.content = try context.artifacts.saveModel(version.model)
        } catch {
            return version
        }
        return saved
    }

    /// Keeps a recipe on its dataset from coming again by itself.
    mutating func bar(_ record: VersionRecord) {
        var specification = record.specification
        specification.window -= definition.search.validationRows
        rolledBackRecipes.append(recipe(specification, record.dataset))
    }

    /// The bake is over: the promotion stands and its gain is written down.
    private mutating func release(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var rollout else { return }
        raiseHeld(false, "", context, &changes)
        counts.promotions += 1
        if let previous { shelf.add(champion: previous, keeping: definition.canary.guards.rollbackWindow) }
        previous = nil
        rollout.setMetrics(before: nil, after: served.leading)
        self.rollout = rollout
        changes.rollouts.append(rollout.record)
        let evidence = rollout.evidence
        let gained = evidence.upper < 0
        monitors.rebase(definition.monitors, forgetsBest: gained)
        if evidence.arms == nil { promotionHistory.settle(difference: evidence.difference, isGain: gained) }
        let gain =
            "gain \(Decimal.fixed(-evidence.difference, 3)), "
            + "\(Decimal.fixed(-evidence.upper, 3)) to \(Decimal.fixed(-evidence.lower, 3)), on \(evidence.pairs) \(evidence.arms == nil ? "pairs" : "units")"
        decide(.promotion, "\(rollout.record.candidate)", "promoted for good: \(gain)", context, &changes)
        endSearch(.promoted, gain, gained: gained, context, &changes)
    }

    private mutating func raiseHeld(
        _ holds: Bool, _ text: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        raise(
            AlertBook.Reading(
                rule: .canaryHeld, subject: "canary", severity: .ticket, holds: holds, value: 0, threshold: 0,
                count: rollout?.evidence.pairs ?? 0, text: text), pendingEvaluations: 1, context, &changes)
    }

    private static let lingering = "roll back"

    /// Whether it was told already that the traffic plane does not let go of a version.
    var isLingeringKnown: Bool {
        alerts.firing.contains { $0.rule == .canaryHeld && $0.subject == Self.lingering }
    }

    private mutating func raiseLingering(
        _ holds: Bool, _ text: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        raise(
            AlertBook.Reading(
                rule: .canaryHeld, subject: Self.lingering, severity: .page, holds: holds, value: 0, threshold: 0,
                count: rollout?.evidence.pairs ?? 0, text: text), pendingEvaluations: 1, context, &changes)
    }

    private mutating func raiseReminder(
        _ holds: Bool, _ text: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        raise(
            AlertBook.Reading(
                rule: .canaryHeld, subject: "approval", severity: .ticket, holds: holds, value: 0, threshold: 0,
                count: rollout?.evidence.pairs ?? 0, text: text), pendingEvaluations: 1, context, &changes)
    }
}
