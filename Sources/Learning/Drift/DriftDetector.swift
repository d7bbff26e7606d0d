/// Watches one stream of numbers and says when it has changed.
///
///     var detector = PageHinkley()
///     try detector.update(error)      // .drift where the mean has risen
///
/// A detector is a value: a copy goes its own way, the same values give the same signals, and what ``SavedState`` writes
/// goes on exactly where it was. What every detector keeps to is in the conformance suite of the tests.
package protocol DriftDetector: Saved, Hashable {
    /// Counts one value in.
    ///
    /// - Returns: Whether the stream is as before, perhaps changing, or changed; after a change the detector begins anew
    ///   from what it believes in.
    /// - Throws: ``DetectorError`` where the detector cannot take the value; it is then as before.
    mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal

    /// Mean of the values that the detector believes in; nil before the first.
    var mean: Double? { get }

    /// How many values the detector believes in.
    var width: Int { get }

    /// The change seen last; nil before the first.
    var change: MeanChange? { get }
}
