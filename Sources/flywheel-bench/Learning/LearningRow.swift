/// A line of the learning benchmark's table.
struct LearningRow: Encodable {
    struct Other: Encodable {
        var peer: String
        var value: Double
    }

    let row: String
    let title: String
    let metric: BenchMetric
    /// Nil where only the peers measure it.
    let ours: Double?
    let peers: [Other]
    let goal: String?
    let reached: Bool?

    init(_ line: LearningCase, _ title: String, _ metric: BenchMetric, ours: Double?, peers: [PeerFigure]) {
        row = line.key
        self.title = title
        self.metric = metric
        self.ours = ours
        self.peers = peers.map { Other(peer: $0.peer, value: $0.value) }
        let judged = ours.flatMap { line.goals[metric]?.judge($0, metric, peers: peers) }
        goal = judged?.text
        reached = judged?.reached
    }
}
