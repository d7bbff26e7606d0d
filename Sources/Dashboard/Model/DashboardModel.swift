package import Domain
package import Terminal

/// Everything that the screen shows and remembers: a value, changed only by ``update(_:at:)``.
package struct DashboardModel: Hashable, Sendable {
    package var session: Session
    package internal(set) var size: Size
    /// The newest snapshot, also while the picture is frozen.
    package internal(set) var newest: EngineSnapshot
    package internal(set) var picture = Picture.live
    /// The pipelines from top to bottom; kept for a while after a key so that no row moves under the hand.
    package internal(set) var order: [PipelineName]
    /// The pipeline that all panes and actions are about; nil only where there is none.
    package internal(set) var selected: PipelineName?
    package internal(set) var focus = PaneKind.chart
    package internal(set) var isZoomed = false
    /// The marked row of each pane, by the pane's number less one.
    package internal(set) var rows = [Int](repeating: 0, count: PaneKind.allCases.count)
    /// Only rows with this text are shown in the focused pane.
    package internal(set) var filter = ""
    package internal(set) var board = Board()
    package internal(set) var overlay: Overlay?
    package internal(set) var flash: Flash?
    package internal(set) var range = ChartRange.everything
    package var showsCaption = true
    /// Wall time of the newest event.
    package internal(set) var now: Timestamp
    var lastKey: Timestamp?
    /// When the rows last changed places, or were first shown.
    var lastReordering: Timestamp

    package init(snapshot: EngineSnapshot, session: Session, size: Size, at now: Timestamp) {
        self.session = session
        self.size = size
        newest = snapshot
        order = snapshot.pipelines.map(\.name)
        selected = order.first
        self.now = now
        lastReordering = now
    }

    /// The snapshot on the screen.
    package var snapshot: EngineSnapshot {
        switch picture {
        case .live: newest
        case .frozen(let snapshot, _): snapshot
        }
    }

    /// The pipelines in the order of the rows.
    package var pipelines: [PipelineSnapshot] {
        order.compactMap { name in snapshot.pipelines.first { $0.name == name } }
    }

    package var pipeline: PipelineSnapshot? {
        snapshot.pipelines.first { $0.name == selected }
    }

    /// Whether ticks are wanted.
    package var isCounting: Bool {
        guard case .approve(let card) = overlay, case .counting = card.phase else { return false }
        return true
    }

    func row(of pane: PaneKind) -> Int { rows[pane.rawValue - 1] }
}
