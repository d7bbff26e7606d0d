import Domain

/// A key with what it would do now.
struct Hint: Hashable, Sendable {
    var key: String
    var words: String
    /// Without the target, for where the line is short.
    var short: String
}

extension DashboardModel {
    /// The keys that have an effect now, most important first, with their targets.
    func hints(arrow: String) -> [Hint] {
        let scope = overlay?.scope ?? .screen
        let here = KeyTable.bindings.filter { $0.scope == scope && !$0.hint.isEmpty }
        return (scope == .screen ? byUse(here) : here).compactMap { binding in
            guard let words = words(for: binding, arrow: arrow) else { return nil }
            return Hint(key: binding.keys[0].label, words: words, short: binding.hint)
        }
    }

    /// What cannot wait first, then what the focused pane has of its own.
    private func byUse(_ here: [KeyBinding]) -> [KeyBinding] {
        let urgent = here.filter { $0.action.isUrgent }
        let rest = here.filter { !$0.action.isUrgent }
        let own = rest.filter { $0.pane == focus || $0.action == .filter }
        let ofPane =
            rest.filter { $0.action == .open } + own.filter { $0.group == .look } + own.filter { $0.group != .look }
        let others = rest.filter { $0.pane == nil && $0.action != .filter && $0.action != .open }
        return urgent + ofPane + others
    }

    /// The hint word with its target; nil while the key would have no effect.
    private func words(for binding: KeyBinding, arrow: String) -> String? {
        guard overlay == nil else { return overlayWords(for: binding) }
        switch binding.action {
        case .approve, .rollBack, .hold, .retrain, .toggleAutomation, .acknowledge:
            guard !session.isReadOnly, case .live = picture, let pipeline else { return nil }
            return actionWords(for: binding, pipeline, arrow: arrow)
        case .pauseSearch, .stopSearch, .extendSearch:
            guard !session.isReadOnly, case .live = picture, let search = pipeline?.search, search.hasOpenTrials
            else { return nil }
            return binding.action == .pauseSearch && search.pausedBy != nil ? "resume search" : binding.hint
        case .open: return focus == .leaderboard ? binding.hint : nil
        case .scope: return board.scope == .all ? "search" : binding.hint
        case .compare: return board.marks.count > 1 ? "\(binding.hint) \(board.marks.count)" : nil
        case .nextNeed: return snapshot.needs.isEmpty ? nil : binding.hint
        case .nextPipeline: return order.count > 1 ? binding.hint : nil
        case .zoom: return isZoomed ? "back" : binding.hint
        case .filter:
            return focus == .chart || focus == .canary || focus == .fleet ? nil : binding.hint
        case .shortenRange: return focus == .chart ? binding.hint : nil
        case .live:
            if case .frozen = picture { return binding.hint }
            return nil
        default: return binding.hint
        }
    }

    private func actionWords(for binding: KeyBinding, _ pipeline: PipelineSnapshot, arrow: String) -> String? {
        let canary = pipeline.liveCanary
        switch binding.action {
        case .approve:
            guard let canary, canary.awaitsApproval != nil else { return nil }
            return "\(binding.hint) \(canary.record.candidate)"
        case .rollBack:
            guard let canary, canary.canRollBack else { return nil }
            return "\(binding.hint) \(canary.exchange(arrow: arrow))"
        case .hold:
            switch canary?.record.state {
            case .held: return "resume"
            case .ramping, .awaitingPromotion: return binding.hint
            default: return nil
            }
        case .toggleAutomation:
            if case .off = pipeline.automation { return "resume automation" }
            return binding.hint
        case .acknowledge: return pipeline.unacknowledged.isEmpty ? nil : binding.hint
        default: return binding.hint
        }
    }

    private func overlayWords(for binding: KeyBinding) -> String? {
        switch (overlay, binding.action) {
        case (.palette, .complete), (.condition, .complete): binding.hint
        case (_, .complete): nil
        case (.compare(let sheet), .nextMatch): comparison(sheet).hidden > 0 ? binding.hint : nil
        case (.run, .nextMatch): binding.hint
        case (_, .nextMatch), (.run, .filter), (.run, .open), (.compare, .filter), (.compare, .open): nil
        case (.explanation, .filter), (.explanation, .open): nil
        case (.why, .filter), (.quarantine, .filter), (.help, .copyWhy), (.quarantine, .copyWhy): nil
        case (.predictions, .filter), (.predictions, .copyWhy): nil
        case (.help, .command), (.why, .open), (.quarantine, .open): nil
        default: binding.hint
        }
    }
}

extension DashboardAction {
    /// Hinted before what a pane has of its own.
    fileprivate var isUrgent: Bool { [.approve, .rollBack, .acknowledge, .nextNeed].contains(self) }
}
