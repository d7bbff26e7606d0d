import Domain

/// The estimates for the answers whose labels are open, by event time.
///
/// Answers from one point to the next are as many as keep the points few: where they become many, every other one goes.
struct EstimatePoints: Codable, Hashable, Sendable {
    private static let most = 240
    private static let fewestAnswers = 20

    private(set) var all: [EstimateSnapshot.Point] = []
    private var spacing = Self.fewestAnswers
    private var answers = 0

    /// Whether this answer makes a point.
    mutating func isDue() -> Bool {
        answers += 1
        guard answers >= spacing else { return false }
        answers = 0
        return true
    }

    /// - Complexity: O(1), and O(points) once in as many.
    mutating func append(_ point: EstimateSnapshot.Point) {
        guard point.time >= all.last?.time ?? point.time else { return }
        all.append(point)
        guard all.count >= Self.most else { return }
        all = all.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        spacing *= 2
    }

    /// Forgets what came before the label watermark.
    mutating func forget(before mark: Timestamp) {
        guard let first = all.first, first.time <= mark else { return }
        all.removeAll { $0.time <= mark }
        if all.count < Self.most / 8 { spacing = max(Self.fewestAnswers, spacing / 2) }
    }
}
