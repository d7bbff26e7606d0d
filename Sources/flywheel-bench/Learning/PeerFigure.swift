/// One number that a peer's script measured in this call.
struct PeerFigure: Codable {
    /// The key of a ``LearningCase``.
    var row: String
    /// The library with its version, such as `River 0.26.1`.
    var peer: String
    var metric: BenchMetric
    var value: Double
}
