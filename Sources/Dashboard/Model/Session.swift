package import Domain

/// Who looks at the screen, and what they may do.
package struct Session: Hashable, Sendable {
    package var user: String
    /// Refuses every action, with a badge.
    package var isReadOnly: Bool
    /// Quitting would stop an engine that serves; it is asked for first while there is a canary or a search.
    package var asksBeforeQuit: Bool
    /// Whether the engine that quitting would stop answers requests: it is asked for first, whatever else goes on.
    package var answersCallers: Bool
    /// Whether the terminal's bell rings for what needs a person.
    package var ringsBell: Bool
    /// Where the engine runs, for the header: `here`.
    package var engine: String
    /// Names that `:theme` accepts, in the order of completion.
    package var themes: [String]
    /// Added to wall time for the header's clock.
    package var timeZone: TimeSpan

    package init(
        user: String, isReadOnly: Bool = false, asksBeforeQuit: Bool = false, answersCallers: Bool = false,
        ringsBell: Bool = true, engine: String = "here",
        themes: [String] = [], timeZone: TimeSpan = .zero
    ) {
        self.user = user
        self.isReadOnly = isReadOnly
        self.asksBeforeQuit = asksBeforeQuit
        self.answersCallers = answersCallers
        self.ringsBell = ringsBell
        self.engine = engine
        self.themes = themes
        self.timeZone = timeZone
    }
}
