/// Something that takes events and can say how large it has become.
protocol EnduranceRunner {
    mutating func take(_ events: Range<Int>) throws
    /// Bytes of its saved state, and its nodes where it has any.
    func size() throws -> EnduranceSize
}

/// How large a runner has become.
struct EnduranceSize {
    var bytes: Int
    var nodes: Int?
}
