package import Domain
import Terminal

extension DashboardModel {
    /// How long after a key, and how long after they changed, the rows keep their places.
    private static let steadyAfterKey = TimeSpan.seconds(5)
    private static let steadyRows = TimeSpan.minutes(1)

    /// Takes one event and says what the outside has to do.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - now: Wall time at which it happened; stamps intents and drives the countdown.
    /// - Returns: The effects, in order.
    package mutating func update(_ event: DashboardEvent, at now: Timestamp) -> [DashboardEffect] {
        self.now = now
        if let flash, now > flash.end { self.flash = nil }
        return react(to: event) + askForRuns()
    }

    private mutating func react(to event: DashboardEvent) -> [DashboardEffect] {
        switch event {
        case .key(let key): return take(key)
        case .snapshot(let snapshot): return take(snapshot)
        case .reply(.done(let sentence)): inform(sentence)
        case .reply(.refused(let sentence)): refuse(sentence)
        case .runs(let query, let page): take(page, of: query)
        case .runsFailed(let query, let why): giveUp(query, why)
        case .lineage(let pipeline, let lineage): take(lineage, of: pipeline)
        case .explanation(let pipeline, let explanation): take(.told(explanation), of: pipeline)
        case .explanationFailed(let pipeline, let why): take(.failed(why), of: pipeline)
        case .message(let sentence): inform(sentence)
        case .tick: return tick()
        case .resized(let size): self.size = size
        }
        return []
    }

    mutating func inform(_ text: String) {
        flash = text.isEmpty ? nil : Flash(kind: .information, text: text, end: now + Flash.length)
    }

    mutating func refuse(_ text: String) {
        flash = Flash(kind: .refusal, text: text, end: now + Flash.length)
    }

    private mutating func take(_ key: Key) -> [DashboardEffect] {
        if case .resize(let size) = key {
            self.size = size
            return []
        }
        lastKey = now
        flash = nil
        if case .mouse(let x, let y, let what) = key { return point(at: x, y, what) }
        let scope = overlay?.scope ?? .screen
        if let action = KeyTable.action(for: key, in: scope) { return perform(action) }
        if scope == .input { edit(with: key) }
        return []
    }

    private mutating func take(_ snapshot: EngineSnapshot) -> [DashboardEffect] {
        let effects = news(from: newest, to: snapshot)
        let (run, before) = (boardRun, newest.pipelines.first { $0.name == selected })
        newest = snapshot
        if case .frozen(let still, let newer) = picture { picture = .frozen(still, newer: newer + 1) }
        reorder()
        if selected == nil || !order.contains(where: { $0 == selected }) { selected = order.first }
        followBoardRun(run)
        checkCard()
        return effects + askAnew(after: before)
    }

    private mutating func reorder() {
        let names = newest.pipelines.map(\.name)
        let isSteady =
            lastKey.map { now - $0 < Self.steadyAfterKey } ?? false || now - lastReordering < Self.steadyRows
        guard isSteady else {
            if order != names { lastReordering = now }
            order = names
            return
        }
        order = order.filter(names.contains) + names.filter { !order.contains($0) }
    }

    /// A bell and a line for the desktop when an alert starts to fire or a person is asked for.
    private func news(from old: EngineSnapshot, to new: EngineSnapshot) -> [DashboardEffect] {
        var lines: [String] = []
        for pipeline in new.pipelines {
            let before = old.pipelines.first { $0.name == pipeline.name }?.alerts ?? []
            let known = before.filter { $0.state == .firing }.map(\.number)
            for alert in pipeline.alerts where alert.state == .firing && !known.contains(alert.number) {
                lines.append("\(pipeline.name): \(alert.text)")
            }
        }
        for need in new.needs {
            guard case .approval = need.kind, !old.needs.contains(where: { $0.kind == need.kind }) else { continue }
            lines.append("\(need.pipeline): \(need.text)")
        }
        let bell: [DashboardEffect] = session.ringsBell && !lines.isEmpty ? [.bell] : []
        return bell + lines.map(DashboardEffect.notify)
    }
}
