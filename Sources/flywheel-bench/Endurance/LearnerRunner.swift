import Domain
import Learning

/// A learner that tests and trains on an endless stream whose concept turns again and again.
struct LearnerRunner<Learner: OnlineLearner>: EnduranceRunner {
    private var learner: Learner
    private var stream = TurningStream()
    private let target: (Double) -> Learner.Target
    private let nodes: (Learner) -> Int?

    /// - Parameters:
    ///   - learner: It has ``TurningStream/layout``.
    ///   - nodes: Counts its nodes.
    ///   - target: Its target from the stream's score.
    init(_ learner: Learner, nodes: @escaping (Learner) -> Int?, target: @escaping (Double) -> Learner.Target) {
        self.learner = learner
        self.nodes = nodes
        self.target = target
    }

    var nodeCount: Int? { nodes(learner) }

    mutating func take(_ events: Range<Int>) throws {
        for event in events {
            let (features, score) = stream.next(event)
            _ = try learner.predict(features)
            try learner.learn(features, target: target(score), weight: 1)
        }
    }

    func savedBytes() throws -> Int {
        try SavedState.encode(learner).count
    }
}

extension LearnerRunner where Learner.Target == Int {
    /// A classifier of the score's sign.
    init(_ learner: Learner, nodes: @escaping (Learner) -> Int? = { _ in nil }) {
        self.init(learner, nodes: nodes) { $0 > 0 ? 1 : 0 }
    }
}

extension LearnerRunner where Learner.Target == Double {
    /// A regressor of the score.
    init(_ learner: Learner, nodes: @escaping (Learner) -> Int? = { _ in nil }) {
        self.init(learner, nodes: nodes) { $0 }
    }
}
