import Domain
import Terminal

extension DashboardModel {
    mutating func edit(with key: Key) {
        switch overlay {
        case .help(var sheet):
            _ = sheet.filter.take(key)
            sheet.row = 0
            overlay = .help(sheet)
        case .palette(var field):
            if key == .backspace, field.text.isEmpty {
                overlay = nil
                return
            }
            _ = field.take(key)
            overlay = .palette(field)
        case .filter(var field):
            _ = field.take(key)
            filter = field.text
            rows[focus.rawValue - 1] = 0
            overlay = .filter(field)
        case .condition(var line):
            _ = line.field.take(key)
            line.problem = nil
            overlay = .condition(line)
        case .reason(let name, var field):
            _ = field.take(key)
            overlay = .reason(name, field)
        case .extend(let name, var field):
            _ = field.take(key)
            overlay = .extend(name, field)
        case .approve(var card):
            guard case .typing(var field) = card.phase else { return }
            _ = field.take(key)
            card.phase = .typing(field)
            overlay = .approve(card)
        case .rollBack, .stopSearch, .quit, .run, .compare, .explanation, .why, .quarantine, .predictions, nil:
            break
        }
    }

    mutating func startFilter() {
        switch overlay {
        case .help(var sheet):
            sheet.isTyping = true
            overlay = .help(sheet)
        case nil:
            guard focus != .chart, focus != .canary, focus != .fleet else {
                refuse("\(focus.title) has no rows to filter; Tab goes to a pane that has.")
                return
            }
            if focus == .leaderboard {
                overlay = .condition(ConditionLine(board.filter?.text ?? ""))
                return
            }
            overlay = .filter(TextField(filter))
        default: break
        }
    }

    /// Enter in a line of text.
    mutating func submitLine() -> [DashboardEffect] {
        switch overlay {
        case .help(var sheet):
            sheet.isTyping = false
            overlay = .help(sheet)
        case .palette(let field):
            overlay = nil
            return run(field.text)
        case .filter: overlay = nil
        case .condition(let line): submitCondition(line)
        case .reason(let name, let field):
            guard !field.text.trimmedLowercase.isEmpty else {
                refuse("A reason is needed; it goes to the audit log. Esc cancels.")
                return []
            }
            overlay = nil
            return retrain(name, reason: field.text)
        case .extend(let name, let field): return extendSearch(of: name, by: field.text)
        case .approve(let card): return confirmApproval(card)
        case .rollBack, .stopSearch, .quit, .run, .compare, .explanation, .why, .quarantine, .predictions, nil:
            break
        }
        return []
    }

    mutating func retrain(_ name: PipelineName, reason: String) -> [DashboardEffect] {
        inform("Retraining \(name)")
        return [intent(name, .retrain, reason: reason[...].trimmed)]
    }

    mutating func completeLine() {
        if case .condition(let line) = overlay { return completeCondition(line) }
        guard case .palette(let field) = overlay else { return }
        let completions = self.completions(of: field.text)
        guard let common = completions.commonPrefix else {
            refuse("Nothing completes \(field.text).")
            return
        }
        let isOnly = completions.count == 1
        overlay = .palette(TextField(common + (isOnly && !common.contains(" ") ? " " : "")))
    }

    /// Whole lines that `text` may become.
    func completions(of text: String) -> [String] {
        guard let blank = text.firstIndex(of: " ") else {
            return PaletteCommand.all.map(\.name).filter { $0.hasPrefix(text) }
        }
        let name = String(text[..<blank])
        guard let command = PaletteCommand.all.first(where: { $0.name == name }) else { return [] }
        return arguments(of: command.kind).map { "\(name) \($0)" }.filter { $0.hasPrefix(text) }
    }

    private func arguments(of kind: PaletteCommand.Kind) -> [String] {
        switch kind {
        case .theme: session.themes
        case .why: order.map(\.rawValue)
        case .sort: RunField.allCases.map(\.rawValue) + boardSettings
        case .caption: ["on", "off"]
        case .search: ["pause", "resume", "stop", "extend "]
        case .start: (pipeline?.canary?.recall.archived ?? []).map(\.description)
        case .release, .drop: (pipeline?.quarantinedRows ?? []).map { "\($0.row.number)" }
        case .action, .saveDisplay, .quarantine, .retrain, .resume, .nextStep, .cancel, .retry, .undo, .pause,
            .resumeAutomation, .speed, .golden:
            []
        }
    }
}

extension [String] {
    /// The longest text with which all begin; nil for none.
    var commonPrefix: String? {
        guard let first else { return nil }
        return dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
