import Domain
package import Terminal

/// Where everything goes: a pure function of the size and of what is open.
///
/// No two rectangles overlap and none leaves the screen, at any size.
package struct ScreenLayout: Hashable, Sendable {
    /// A pane with its frame.
    package struct Place: Hashable, Sendable {
        package var pane: PaneKind
        package var area: Rect
    }

    package static let smallest = Size(columns: 40, rows: 10)

    package private(set) var header = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The pipeline rows, their heading first where there is one; nil while a pane fills the screen.
    package private(set) var fleet: Rect?
    package private(set) var hasFleetHeading = false
    package private(set) var attention = Rect(x: 0, y: 0, width: 0, height: 0)
    package private(set) var panes: [Place] = []
    package private(set) var caption: Rect?
    package private(set) var hints = Rect(x: 0, y: 0, width: 0, height: 0)
    /// Nothing but the sentence of what is needed fits.
    package private(set) var isTooSmall = false

    init(for model: DashboardModel) {
        self.init(
            size: model.size, pipelines: model.order.count, focus: model.focus,
            extent: model.isZoomed ? .onePane : .asManyAsFit, captions: Self.captionLines(of: model))
    }

    /// How many panes are wanted.
    package enum Extent: Hashable, Sendable {
        case asManyAsFit
        /// The focused one alone, without the fleet.
        case onePane
    }

    package init(size: Size, pipelines: Int, focus: PaneKind, extent: Extent, captions: Int) {
        guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
            isTooSmall = true
            return
        }
        let width = size.columns
        let isAiry = size.rows >= 20
        var top = 0
        func line(_ y: Int, _ height: Int = 1) -> Rect { Rect(x: 0, y: y, width: width, height: height) }

        header = line(top)
        top += isAiry ? 2 : 1
        if extent == .asManyAsFit {
            hasFleetHeading = width >= 100 && size.rows >= 30
            let height = Self.fleetRows(pipelines, in: size) + (hasFleetHeading ? 1 : 0)
            fleet = line(top, height)
            top += height + (isAiry ? 1 : 0)
        }
        attention = line(top)
        top += 1

        hints = line(size.rows - 1)
        var bottom = size.rows - 1
        if size.rows >= 36 { bottom -= 1 }
        let captionRows = min(captions, size.rows < 14 ? 0 : size.rows < 24 ? 1 : 2)
        if captionRows > 0, extent == .asManyAsFit {
            bottom -= captionRows
            caption = line(bottom, captionRows)
        }
        let area = Rect(x: 0, y: top, width: width, height: bottom - top)
        panes = extent == .onePane ? [Place(pane: focus, area: area)] : PaneArrangement.places(in: area, focus: focus)
    }

    /// What lies between the attention line and the hints: the room for cards.
    package var cardRoom: Size { Size(columns: hints.width, rows: hints.y - attention.y - 1) }

    /// The frame of a pane; nil while it is not on the screen.
    package func rectangle(of pane: PaneKind) -> Rect? {
        panes.first { $0.pane == pane }?.area
    }

    /// Every rectangle that is drawn in.
    package var rectangles: [Rect] {
        isTooSmall ? [] : [header, attention, hints] + [fleet, caption].compactMap { $0 } + panes.map(\.area)
    }

    /// Lines that the caption wants at this width.
    private static func captionLines(of model: DashboardModel) -> Int {
        model.showsCaption ? max(1, model.snapshot.caption.wrapped(to: model.size.columns - 2).count) : 0
    }

    private static func fleetRows(_ pipelines: Int, in size: Size) -> Int {
        let most = size.rows < 14 ? 1 : size.rows < 20 ? 3 : size.rows < 50 ? 6 : 10
        return min(max(1, pipelines), most)
    }
}
