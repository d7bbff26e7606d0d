/// One thing of ours that the learning benchmark measures: a learner, a detector, a report or a forest.
struct LearningCase: Sendable {
    /// As the peers' scripts name it.
    let key: String
    let title: String
    /// What each of its figures should reach; a figure without a goal is only shown.
    let goals: [BenchMetric: LearningGoal]
    let measure: @Sendable (Electricity) async throws -> Measurement
    /// A library that this program is linked with, measured in the same way.
    let linked: (name: String, measure: @Sendable () throws -> Measurement)?

    init(
        _ key: String, _ title: String, _ goals: [BenchMetric: LearningGoal] = [:],
        linked: (name: String, measure: @Sendable () throws -> Measurement)? = nil,
        measure: @escaping @Sendable (Electricity) async throws -> Measurement
    ) {
        self.key = key
        self.title = title
        self.goals = goals
        self.linked = linked
        self.measure = measure
    }

    /// Its lines in the table.
    func rows(_ electricity: Electricity, peers: [PeerFigure]) async throws -> [LearningRow] {
        let ours = try await measure(electricity)
        let fullTitle = ours.choice.map { "\(title): \($0)" } ?? title
        let all = try linkedFigures() + peers.filter { $0.row == key }
        return BenchMetric.allCases.compactMap { metric in
            let theirs = all.filter { $0.metric == metric }
            guard ours.figures[metric] != nil || !theirs.isEmpty else { return nil }
            return LearningRow(self, fullTitle, metric, ours: ours.figures[metric], peers: theirs)
        }
    }

    private func linkedFigures() throws -> [PeerFigure] {
        guard let linked else { return [] }
        return try linked.measure().figures.map {
            PeerFigure(row: key, peer: linked.name, metric: $0.key, value: $0.value)
        }
    }
}
