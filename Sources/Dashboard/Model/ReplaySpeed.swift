/// The steps of the replay's factor.
enum ReplaySpeed {
    static let bounds = 0.0...1_000.0
    private static let ladder: [Double] = [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]

    static func faster(than factor: Double) -> Double {
        ladder.first { $0 > factor } ?? bounds.upperBound
    }

    static func slower(than factor: Double) -> Double {
        ladder.last { $0 < factor } ?? bounds.lowerBound
    }

    /// `×50`; `paused` where it stands still.
    static func text(_ factor: Double, times: String = "×") -> String {
        guard factor > 0 else { return "paused" }
        let rounded = (factor * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(times)\(rounded.wholeNumber)" : "\(times)\(rounded)"
    }
}
