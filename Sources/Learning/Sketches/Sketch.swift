/// A summary of a stream in memory that does not grow with it.
///
/// A sketch is a value: a copy goes its own way, the same items and seed give the same state, and what ``SavedState``
/// writes goes on exactly where it was.
package protocol Sketch: Saved, Hashable {
    /// What the stream is made of.
    associatedtype Item

    /// Takes one item in.
    ///
    /// - Throws: ``SketchError`` where the item cannot be taken; the sketch is then as before.
    mutating func add(_ item: Item) throws(SketchError)

    /// Takes in what another sketch of the same settings has seen.
    ///
    /// - Throws: ``SketchError/otherSettings(_:_:)`` where the two do not go together; the sketch is then as before.
    mutating func merge(_ other: Self) throws(SketchError)
}
