/// ADWIN on the errors of one learner of an ensemble, or of one node of a tree.
struct ErrorMonitor: Hashable, Codable, Sendable {
    private var detector: ADWIN

    init(delta: Double) {
        detector = ADWIN(delta: delta)
    }

    /// Errors in the window.
    var width: Int { detector.width }

    /// Mean error of the window; 0 before the first value.
    var rate: Double { detector.estimate }

    /// Counts one error in, 0–1.
    ///
    /// - Returns: Whether their mean has changed.
    mutating func update(_ error: Double) -> Bool {
        detector.observe(error) == .drift
    }

    /// Counts one error in, 0–1.
    ///
    /// - Returns: Whether their mean has risen.
    mutating func rises(_ error: Double) -> Bool {
        let before = rate
        return update(error) && rate > before
    }

    mutating func update(isError: Bool) -> Bool { update(isError ? 1 : 0) }

    mutating func rises(isError: Bool) -> Bool { rises(isError ? 1 : 0) }
}
