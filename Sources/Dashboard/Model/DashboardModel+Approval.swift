import Domain

extension DashboardModel {
    /// Enter on the approval card: starts the countdown where the text is `yes` and the card is not stale.
    ///
    /// A protected pipeline wants its name, so that the approval of one cannot be meant for another.
    mutating func confirmApproval(_ card: ApproveCard) -> [DashboardEffect] {
        guard case .typing(let field) = card.phase else { return [] }
        let word = newest.pipelines.first { $0.name == card.pipeline }?.approvalWord ?? "yes"
        guard field.text.trimmedLowercase == word.lowercased() else {
            refuse("Type \(word), then Enter. Esc cancels.")
            return []
        }
        guard isCurrent(card) else {
            checkCard()
            return []
        }
        var counting = card
        counting.phase = .counting(end: now + ApproveCard.countdown)
        counting.notice = ""
        overlay = .approve(counting)
        return [.startCountdown]
    }

    mutating func tick() -> [DashboardEffect] {
        guard case .approve(let card) = overlay, case .counting(let end) = card.phase, now >= end else { return [] }
        guard isCurrent(card) else {
            checkCard()
            return []
        }
        overlay = nil
        inform("Approving \(card.pipeline)")
        return [intent(card.pipeline, .approve(rollout: card.rollout, revision: card.revision))]
    }

    mutating func stopCountdown() {
        guard isCounting, case .approve(let card) = overlay else { return }
        overlay = nil
        inform("Stopped: \(card.pipeline) is not approved")
    }

    private func isCurrent(_ card: ApproveCard) -> Bool {
        let canary = newest.pipelines.first { $0.name == card.pipeline }?.canary
        return canary?.record.number == card.rollout && canary?.revision == card.revision
    }

    /// Shows an approval card anew, or takes it away, where the rollout moved on since it opened.
    mutating func checkCard() {
        guard case .approve(let card) = overlay, !isCurrent(card) else { return }
        let canary = newest.pipelines.first { $0.name == card.pipeline }?.liveCanary
        guard let canary, canary.record.number == card.rollout, canary.awaitsApproval != nil else {
            overlay = nil
            refuse("Not approved: the canary of \(card.pipeline) moved on and waits for nothing now.")
            return
        }
        overlay = .approve(
            ApproveCard(
                pipeline: card.pipeline, canary: canary,
                notice: "The canary moved on while this card was open: this is how it stands now."))
        refuse("Not approved: the canary moved on since the card opened.")
    }
}

extension String {
    var trimmedLowercase: String { self[...].trimmed.lowercased() }
}
