/// One input as it came: what it claims to be, and where its elements lie in the body.
struct Tensor: Hashable {
    enum Content: Hashable {
        /// The byte at which the list of its data begins.
        case json(at: Int)
        case binary(Range<Int>)
    }

    var name: String
    /// Each dimension at least 0; their product fits.
    var shape: [Int]
    var datatype: Datatype
    var content: Content

    var count: Int { shape.reduce(1, *) }
}

/// One element of a tensor.
enum Cell: Hashable {
    case missing
    /// Finite.
    case number(Double)
    case flag(Bool)
    case text(String)
}
