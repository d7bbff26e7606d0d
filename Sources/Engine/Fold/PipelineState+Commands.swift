import Domain

extension PipelineState {
    /// Carries a person's command out, or says why not; either way it is in the log.
    mutating func obey(
        _ intent: Intent, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        let reply = carryOut(intent, context, &changes)
        let text =
            switch reply {
            case .done(let sentence): sentence
            case .refused(let sentence): "refused: \(sentence)"
            }
        let reason = intent.reason.isEmpty ? "" : "; reason: \(intent.reason)"
        decide(.person, intent.command.name, text + reason, by: intent.user, context, &changes)
        return reply
    }

    private mutating func carryOut(
        _ intent: Intent, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        switch intent.command {
        case .approve(let number, let revision):
            steer(number, context, &changes, done: "approved") {
                $0.approve(revision: revision, by: intent.user, at: $1)
            }
        case .nextStep(let number, let revision):
            steer(number, context, &changes, done: "next step of") {
                $0.nextStep(revision: revision, by: intent.user, at: $1)
            }
        case .promoteFull(let number, let revision, let version):
            steer(number, context, &changes, done: "promoted in full") {
                $0.promoteFull(version, revision: revision, by: intent.user, reason: intent.reason, at: $1)
            }
        case .cancel(let number, let revision):
            steer(number, context, &changes, done: "cancelled") {
                $0.cancel(revision: revision, by: intent.user, reason: intent.reason, at: $1)
            }
        case .overrideGate(let number, let revision, let version):
            again(version, .override, number, revision, intent, context, &changes)
        case .retry(let number, let revision, let version):
            again(version, .retry, number, revision, intent, context, &changes)
        case .recall(let number, let revision, let version):
            recall(version, number, revision, intent, context, &changes)
        case .deployRun(let number, let revision, let run, let deployment):
            deploy(run, deployment, number, revision, intent, context, &changes)
        case .leaveLine(let version, let number, let revision):
            leaveLine(version, number, revision, by: intent.user, context, &changes)
        case .undo(let number, let revision, let version):
            undo(version, number, revision, intent, context, &changes)
        case .hold(let number, let revision):
            steer(number, context, &changes, done: "held") { $0.hold(revision: revision, by: intent.user, at: $1) }
        case .resume(let number, let revision):
            steer(number, context, &changes, done: "resumed") { $0.resume(revision: revision, by: intent.user, at: $1) }
        case .rollBack(let version):
            rollBack(version, intent, context, &changes)
        case .retrain:
            retrain(intent, context, &changes)
        case .pauseSearch:
            pauseSearch(by: intent.user)
        case .resumeSearch:
            resumeSearch(context, &changes)
        case .stopSearch:
            stopSearch(by: intent.user, context, &changes)
        case .extendSearch(let trials):
            extendSearch(by: trials, context, &changes)
        case .pauseAutomation:
            setAutomation(.off(by: intent.user, since: clock), "automation is off")
        case .resumeAutomation:
            setAutomation(.on, "automation is on")
        case .acknowledge(let number):
            acknowledge(number, by: intent.user, &changes)
        case .unacknowledge(let number):
            acknowledge(number, by: nil, &changes)
        case .releaseRow(let row):
            settle(row, .released, &changes)
        case .dropRow(let row):
            settle(row, .dropped, &changes)
        case .addGolden(let event, let truth):
            addGolden(event, truth, intent, &changes)
        case .removeGolden(let number):
            removeGolden(number, intent, &changes)
        case .retractLabels(let range, let labels):
            retract(range, labels: labels, intent, context, &changes)
        }
    }

    mutating func steer(
        _ number: Int, _ context: FoldContext, _ changes: inout PipelineChanges, done: String,
        _ body: (inout RolloutStateMachine, Timestamp) -> RolloutStateMachine.Reply
    ) -> IntentReply {
        guard var rollout, rollout.record.number == number else { return .refused("there is no such canary any more") }
        switch body(&rollout, clock) {
        case .failure(let refusal):
            return .refused(refusal.sentence)
        case .success(let actions):
            let isMoved = rollout.revision != self.rollout?.revision
            let isAsked = rollout.ledger.holdWord != nil
            let wasAsked = self.rollout?.ledger.holdWord != nil
            self.rollout = rollout
            guard isMoved else {
                return .done(
                    isAsked != wasAsked
                        ? "\(rollout.record.candidate) is \(rollout.state.name): it "
                            + (isAsked ? "is held as soon as it is on its ramp" : "is not held on its ramp any more")
                        : "\(done) \(rollout.record.candidate): it waits for another person's word, too")
            }
            note(context, &changes)
            for action in actions { act(on: action, context, &changes) }
            let state = self.rollout?.state.name ?? ""
            return .done("\(done) \(rollout.record.candidate)" + (state == done ? "" : ": \(state)"))
        }
    }

    /// A person's word ends the attempt, and automation with it, until a person resumes it.
    private mutating func rollBack(
        _ version: ModelVersion, _ intent: Intent, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        guard let rollout, rollout.record.candidate == version else {
            return .done("\(version) gets no traffic: nothing to remove")
        }
        if rollout.state == .rolledBack { return .done("\(version) is rolled back already: nothing to remove") }
        if rollout.state == .rollingBack {
            return .done("\(version) is on its way out: the traffic plane has not said yet that it has let go of it")
        }
        let reply = steer(rollout.record.number, context, &changes, done: "rolled back") {
            $0.rollBack(by: intent.user, reason: intent.reason, at: $1)
        }
        if case .done = reply { automation = .off(by: intent.user, since: clock) }
        return reply
    }

    private mutating func retrain(
        _ intent: Intent, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        if search != nil { return .refused("a search runs already") }
        if let rollout, !rollout.state.isEnded { return .refused("a canary runs: it ends first") }
        guard isServed else {
            return .refused(
                definition.champion == .here ? "the first version is not trained yet" : "no observation has come yet")
        }
        start(
            .improve, kind: "manual", value: 0, threshold: 0,
            evidence: intent.reason.isEmpty ? "asked for" : intent.reason, actor: intent.user, context, &changes)
        return .done("search \(counts.searches) started")
    }

    private mutating func setAutomation(_ new: Automation, _ sentence: String) -> IntentReply {
        automation = new
        return .done(sentence)
    }

    private mutating func acknowledge(
        _ number: Int, by user: String?, _ changes: inout PipelineChanges
    ) -> IntentReply {
        guard let record = alerts.acknowledge(number, by: user, at: clock) else {
            return .refused("alert \(number) does not fire")
        }
        changes.alerts.append(record)
        return .done("\(user == nil ? "un-acknowledged" : "acknowledged") \(record.rule.rawValue) \(record.subject)")
    }

    /// The store takes the labels back with this entry; here, what they may have misled stands still.
    private mutating func retract(
        _ range: LabelRange, labels: Int, _ intent: Intent, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        guard !intent.reason.isEmpty else { return .refused("give a reason: it stays beside the labels") }
        guard labels > 0 else { return .refused("no label is in this range") }
        labelling.countRetraction(of: labels)
        var sentence = "retracted \(labels) labels of events from \(range.words)"
        steerItself(context, &changes) { rollout, time in
            guard let doubt = rollout.doubt(by: intent.user, at: time) else { return [] }
            sentence += "; \(doubt.sentence)"
            return doubt.actions
        }
        for doubt in doubtRacers(by: intent.user, context, &changes) { sentence += "; \(doubt)" }
        return .done(sentence)
    }

    private mutating func settle(
        _ row: Int64, _ state: QuarantinedRow.State, _ changes: inout PipelineChanges
    ) -> IntentReply {
        changes.quarantineChanges.append(QuarantineChange(row: row, state: state, sequence: sequence))
        return .done("row \(row) \(state.rawValue)")
    }
}
