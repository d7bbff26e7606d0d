/// Where a run came from and how it went, beyond its result.
package struct RunTracking: Hashable, Codable, Sendable {
    /// Why a trial has the recipe that it has.
    package enum Origin: String, Hashable, Codable, Sendable, CaseIterable {
        /// Drawn without knowing anything but this search.
        case cold
        /// Begun from what earlier searches found.
        case warm
        /// The champion's own recipe.
        case plain
        /// An archived version.
        case recalled
        /// A blend of the search's other models.
        case ensemble
    }

    package var origin: Origin
    /// What drew it, such as `tpe`.
    package var sampler: String
    /// Wall time at which it was handed out and at which it ended; nil before, and in a replay.
    package var started: Timestamp?
    package var ended: Timestamp?
    /// Seconds from its drawing, or from the engine's start where that was later, to its handing out; nil in a replay.
    package var queueSeconds: Double?
    /// Score by slice, the newest slice first.
    package var curve: [CurvePoint]
    /// The run of an earlier search or this one that it repeats or refines; nil for none.
    package var parent: Int?
    /// Slices that its full length has.
    package var slices: Int
    /// What its mean had to reach to go on after each slice; nil where nothing stops it.
    package var bars: [Double?]

    package init(
        origin: Origin, sampler: String, started: Timestamp? = nil, ended: Timestamp? = nil,
        queueSeconds: Double? = nil, curve: [CurvePoint] = [], parent: Int? = nil, slices: Int = 1,
        bars: [Double?] = []
    ) {
        self.origin = origin
        self.sampler = sampler
        self.started = started
        self.ended = ended
        self.queueSeconds = queueSeconds
        self.curve = curve
        self.parent = parent
        self.slices = slices
        self.bars = bars
    }
}
