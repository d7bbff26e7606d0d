import Domain
import Synchronization

extension Engine {
    static let snapshotNanoseconds: UInt64 = 400_000_000

    func publishIfDue() {
        guard mode == .live, environment.monotonicNanoseconds() - lastSnapshot > Self.snapshotNanoseconds else {
            return
        }
        publishSnapshot()
    }

    /// Makes the newest snapshot visible and wakes the screen; nothing happens where nothing changed.
    func publishSnapshot() {
        lastSnapshot = environment.monotonicNanoseconds()
        var snapshot = EngineSnapshot(
            revision: revision, workspace: workspace, time: environment.now(),
            replay: ReplayStatus(factor: factor.withLock { $0 }, isLockstep: mode == .lockstep),
            pipelines: pipelines.map { pipelineSnapshot($0) }.sorted { left, right in
                left.health.rank == right.health.rank ? left.name < right.name : left.health.rank > right.health.rank
            },
            needs: [], caption: "", problem: problem?.description)
        snapshot.needs = pipelines.flatMap { needs(of: $0) }
        snapshot.caption = Caption.text(for: snapshot)
        let changed = box.withLock { box in
            if let old = box {
                snapshot.time = old.time
                if old == snapshot { return false }
            }
            revision += 1
            snapshot.revision = revision
            snapshot.time = environment.now()
            box = snapshot
            return true
        }
        if changed, let body = onChange.withLock({ $0.body }) { body() }
    }

    private func needs(of runtime: PipelineRuntime) -> [Need] {
        let state = runtime.state
        var needs: [Need] = []
        if let rollout = state.rollout, let asked = rollout.awaitsApproval {
            needs.append(
                Need(
                    pipeline: runtime.name, kind: .approval(rollout: rollout.record.number),
                    text: "canary \(rollout.record.candidate) waits at \(Decimal.fixed(rollout.weight, 0)) %"
                        + (asked == "promotion" ? "" : ": \(asked)"),
                    since: rollout.since))
        } else if let rollout = state.rollout, case .held(let reason, _) = rollout.state {
            needs.append(
                Need(
                    pipeline: runtime.name, kind: .held(rollout: rollout.record.number),
                    text: "canary \(rollout.record.candidate) is held: \(reason.rawValue)", since: rollout.since))
        }
        needs += state.alerts.firing.filter {
            $0.acknowledgedBy == nil && $0.severity != .info && $0.rule != .canaryHeld
        }
        .sorted { left, right in
            left.severity == right.severity ? left.number > right.number : left.severity == .page
        }
        .map { Need(pipeline: runtime.name, kind: .alert(number: $0.number), text: $0.text, since: $0.since) }
        return needs
    }

    private func pipelineSnapshot(_ runtime: PipelineRuntime) -> PipelineSnapshot {
        let state = runtime.state
        var snapshot = PipelineSnapshot(
            name: runtime.name, task: state.definition.task, champion: championSnapshot(state),
            labelDelay: state.definition.labels.delay)
        snapshot.stage = stage(of: state)
        snapshot.streamTime = state.clock
        snapshot.events = state.counts.events
        snapshot.labelled = state.counts.labelled
        snapshot.quarantined = state.counts.quarantined
        snapshot.eventsPerSecond = (rates[runtime.name]?.perSecond ?? 0).rounded()
        snapshot.sourceStatus = sourceStatus(of: runtime)
        snapshot.served = state.served.leading
        snapshot.ghost = state.ghost == nil ? nil : state.ghostMetric.leading
        snapshot.noChange = state.noChange.leading
        snapshot.alertLevel = state.monitors.alertLevel(
            drop: state.definition.monitors.decayDrop, higherIsBetter: state.higherIsBetter)
        snapshot.constantBaseline = state.constant.leading
        snapshot.details = state.served.details
        snapshot.points = runtime.view.points + runtime.changes.points
        snapshot.pointsBefore = runtime.view.pointsBefore
        snapshot.marks = ChartMarks.marks(of: runtime.view)
        snapshot.canary = canarySnapshot(runtime)
        snapshot.search = searchSnapshot(runtime)
        snapshot.rejections = runtime.view.rejections(inSearch: snapshot.search?.number)
        snapshot.drift = state.driftSnapshots(histories: runtime.view.drift)
        snapshot.alerts = runtime.view.alerts.reversed()
        snapshot.triggers = state.triggerSnapshots(runtime.view.triggers)
        snapshot.quarantine = runtime.view.quarantined.reversed()
        snapshot.answers = state.answers.all.reversed().map { answer in
            var answer = answer
            answer.golden = state.golden.cases.first { $0.event == answer.event }?.number
            return answer
        }
        snapshot.automation = state.automation
        snapshot.isProtected = state.definition.isProtected
        snapshot.labels = state.labelSnapshot
        snapshot.tallies = state.tallies
        snapshot.promotions = state.counts.promotions
        snapshot.rollbacks = state.counts.rollbacks
        snapshot.why = Why.sentences(of: runtime.view, task: state.definition.task)
        snapshot.health = health(of: runtime, hasNeeds: !needs(of: runtime).isEmpty)
        return snapshot
    }

    private func championSnapshot(_ state: PipelineState) -> VersionSnapshot {
        if state.champion == nil, let external = state.external.current {
            return VersionSnapshot(
                version: external.version, summary: "served elsewhere: \(external.name)", updates: .frozen,
                since: state.external.since, trainedRows: 0)
        }
        guard let champion = state.champion else {
            return VersionSnapshot(
                version: .baseline, summary: "last label", updates: .live, since: state.clock, trainedRows: 0)
        }
        return VersionSnapshot(
            version: champion.version, summary: champion.record.words,
            updates: champion.record.specification.updates, since: champion.since,
            trainedRows: champion.record.trainedRows, unverified: champion.record.unverified)
    }

    private func stage(of state: PipelineState) -> PipelineSnapshot.Stage {
        if let rollout = state.rollout, !rollout.state.isEnded {
            switch rollout.state {
            case .baking: return .baking
            case .validating: return .validating
            default: return .canary
            }
        }
        if state.search != nil { return .searching }
        return !state.isServed ? .collecting : .serving
    }

    private func sourceStatus(of runtime: PipelineRuntime) -> String {
        if let problem = runtime.sourceProblem { return problem }
        if runtime.hasEnded { return "end of data, following" }
        if runtime.state.rollout?.awaitsApproval != nil { return "slowed: waits for you" }
        return "replaying"
    }

    private func health(of runtime: PipelineRuntime, hasNeeds: Bool) -> PipelineSnapshot.Health {
        let firing = runtime.state.alerts.firing
        if runtime.state.rollout?.awaitsApproval != nil { return .needsYou }
        if firing.contains(where: { $0.severity == .page && $0.acknowledgedBy == nil }) { return .critical }
        if runtime.sourceProblem != nil { return .silent }
        if hasNeeds || !firing.isEmpty { return .warning }
        return .healthy
    }

    private func searchSnapshot(_ runtime: PipelineRuntime) -> SearchSnapshot? {
        let state = runtime.state
        guard let number = state.search?.number ?? runtime.view.runs.last?.search,
            let trigger = runtime.view.triggers.last(where: { $0.number == number }) ?? state.search?.trigger
        else { return nil }
        var runs = (state.search?.runs ?? runtime.view.runs.filter { $0.search == number }).map { run in
            var run = run
            if let share = runtime.progress[run.number] { run.progress = share }
            if run.state == .waiting, runtime.handedOut[run.number] != nil { run.state = .running }
            return run
        }
        let higherIsBetter = state.higherIsBetter
        runs.sort { Leaderboard.precedes($0, $1, higherIsBetter: higherIsBetter) }
        let done = runs.count { $0.state.isOver }
        let planned = max(runs.count, state.search?.trialLimit ?? 0)
        let status =
            switch state.search?.phase {
            case .dataset: "writing the dataset"
            case .trials: trialsStatus(state.search, "\(done) of \(planned) trials")
            case .refit(let rank): "training rank \(rank + 1) on all rows"
            case .gates(let version, _): "\(version) before its gates"
            case .canary: "in the canary"
            case .ended, nil: trigger.outcome.rawValue
            }
        return SearchSnapshot(
            number: number, cause: trigger.kind, evidence: trigger.evidence, isRunning: state.search != nil,
            status: status, runs: runs, cpuSeconds: runs.reduce(0) { $0 + ($1.cost?.cpuSeconds ?? 0) },
            pausedBy: state.search?.pausedBy)
    }

    private func trialsStatus(_ search: SearchState?, _ count: String) -> String {
        let isBlending = search?.runs.contains { $0.kind == .ensemble && !$0.state.isOver } == true
        guard let user = search?.pausedBy else { return isBlending ? "blending the best" : count }
        return "paused by \(user), \(count)"
    }

    private func canarySnapshot(_ runtime: PipelineRuntime) -> CanarySnapshot? {
        let state = runtime.state
        guard let rollout = state.rollout else { return nil }
        func summary(_ version: ModelVersion) -> String {
            runtime.view.versions.last { $0.version == version }?.words ?? ""
        }
        return CanarySnapshot(
            record: rollout.record, revision: rollout.revision, candidateSummary: summary(rollout.record.candidate),
            championSummary: summary(rollout.record.champion), steps: rollout.policy.shares,
            weight: rollout.weight, observedShare: rollout.observedShare,
            comparisons: CanaryComparisons.rows(rollout, state), evidence: rollout.record.evidence,
            minimumPairs: rollout.pairsNeeded, pairsInStep: rollout.pairsInStep,
            since: rollout.since, awaitsApproval: rollout.awaitsApproval,
            bake: rollout.bake(at: state.clock),
            approvedBy: rollout.ledger.approvedBy ?? rollout.ledger.forcedBy,
            obstacle: rollout.awaitsApproval == nil ? nil : rollout.obstacle(at: state.clock),
            harmBudget: rollout.policy.guards.harmBudget, recall: state.recall, coverage: state.coverageSnapshot,
            warnings: rollout.warnings, race: state.raceSnapshot,
            guardrails: rollout.state.isEnded ? rollout.record.guardrails ?? [] : rollout.guardrailStates ?? [],
            splitProbability: rollout.ledger.split.probability)
    }
}

extension PipelineSnapshot.Health {
    /// How urgent: the worst is the highest.
    var rank: Int {
        switch self {
        case .healthy: 0
        case .silent: 1
        case .warning: 2
        case .critical: 3
        case .needsYou: 4
        }
    }
}

/// The order of a leaderboard: best score first, then what runs, what waits, what was stopped early, what failed.
enum Leaderboard {
    static func precedes(_ left: RunRecord, _ right: RunRecord, higherIsBetter: Bool) -> Bool {
        let (first, second) = (place(left), place(right))
        if first != second { return first < second }
        return switch (left.score?.value, right.score?.value) {
        case (let first?, let second?) where first != second: (first > second) == higherIsBetter
        case (.some, nil): true
        case (nil, .some): false
        default: left.number < right.number
        }
    }

    private static func place(_ run: RunRecord) -> Int {
        switch run.state {
        case .completed: 0
        case .running: 1
        case .waiting: 2
        case .stopped: 3
        case .failed: 4
        }
    }
}
