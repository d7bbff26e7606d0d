import Domain

/// The two answers that need no model: the last label known, and the majority class or mean so far.
struct Baselines: Codable, Sendable {
    private let task: LearningTask
    private var classCounts: [Int]
    private var sum = 0.0
    private var count = 0
    /// The last label known, by event time.
    private(set) var last: Double?
    private var lastTime: Timestamp?

    init(task: LearningTask) {
        self.task = task
        classCounts = Array(repeating: 0, count: task.classes.count)
    }

    mutating func learn(_ truth: Truth, at time: Timestamp) {
        count += 1
        switch truth {
        case .category(let index): if classCounts.indices.contains(index) { classCounts[index] += 1 }
        case .number(let value): sum += value
        }
        if lastTime.map({ $0 <= time }) ?? true {
            last = truth.number
            lastTime = time
        }
    }

    /// The majority class's index, the first of equals, or the mean; nil before the first label.
    var constant: Double? {
        guard count > 0 else { return nil }
        guard task.classes.isEmpty else {
            let most = classCounts.max() ?? 0
            return classCounts.firstIndex(of: most).map { Double($0) }
        }
        return sum / Double(count)
    }

    /// A baseline's number as an output; without a number the even shares or 0.
    func output(for number: Double?) -> Output {
        switch task {
        case .regression:
            return .value(number ?? 0)
        case .classification(let classes):
            guard let number else {
                return .probabilities(Array(repeating: 1 / Double(classes.count), count: classes.count))
            }
            let certainty = 0.9
            let rest = (1 - certainty) / Double(max(classes.count - 1, 1))
            return .probabilities(classes.indices.map { $0 == Int(number) ? certainty : rest })
        }
    }
}
