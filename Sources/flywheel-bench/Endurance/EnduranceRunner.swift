/// Something that takes events and can say how large it has become.
protocol EnduranceRunner {
    /// Nil where it has no nodes.
    var nodeCount: Int? { get }

    mutating func take(_ events: Range<Int>) throws

    /// Bytes of its saved state.
    func savedBytes() throws -> Int
}
