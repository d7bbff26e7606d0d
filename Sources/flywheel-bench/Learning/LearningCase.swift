/// One thing of ours that the learning benchmark measures: a learner, a detector, a report or a forest.
struct LearningCase {
    /// As the peers' scripts name it.
    let key: String
    let title: String
    /// What each of its figures should reach; a figure without a goal is only shown.
    let goals: [BenchMetric: LearningGoal]
    let measure: (Electricity) throws -> [BenchMetric: Double]

    init(
        _ key: String, _ title: String, _ goals: [BenchMetric: LearningGoal] = [:],
        measure: @escaping (Electricity) throws -> [BenchMetric: Double]
    ) {
        self.key = key
        self.title = title
        self.goals = goals
        self.measure = measure
    }

    /// Its lines in the table.
    func rows(_ electricity: Electricity, peers: [PeerFigure]) throws -> [LearningRow] {
        let ours = try measure(electricity)
        return BenchMetric.allCases.compactMap { metric in
            let theirs = peers.filter { $0.row == key && $0.metric == metric }
            guard ours[metric] != nil || !theirs.isEmpty else { return nil }
            return LearningRow(self, metric, ours: ours[metric], peers: theirs)
        }
    }
}
