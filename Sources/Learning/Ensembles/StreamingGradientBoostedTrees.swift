import Domain

/// Gradient boosted trees for streams: each example goes down the chain of trees once, each learning what is left.
///
/// Two classes have one chain; more have one each, joined by the softmax with the other scores held. Trees whose errors
/// rise are exchanged for trees that began at the warning.
///
/// Source: Gunasekera, Gomes, Pfahringer, Bifet, "Gradient boosted trees for evolving data streams", Machine Learning 113,
/// 2024; Newton steps as weighted regression as in its equation 5. Fewer and larger steps by default than the paper's
/// 100 of 0.0125, for speed.
package struct StreamingGradientBoostedTrees: ProbabilisticClassifier {
    package static let savedName = "streaming-gradient-boosted-trees"
    package static let savedVersion = 1

    private let layout: FeatureLayout
    private let settings: BoostingSettings
    private var generator: SeededGenerator
    private var classes: Int
    /// One for two classes, otherwise one a class.
    private var chains: [BoostedChain] = []

    package init(
        layout: FeatureLayout, classCount: Int = 2, settings: BoostingSettings = .init(), seed: UInt64 = 1
    ) {
        self.layout = layout
        self.settings = settings
        generator = SeededGenerator(seed: seed)
        classes = max(classCount, 2)
        addChains()
    }

    package var nodeCount: Int { chains.reduce(0) { $0 + $1.nodeCount } }

    /// - Complexity: O(chains × steps × depth)
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try layout.check(features)
        let scores = chains.map { $0.score(features) }
        if scores.count == 1 {
            let share = Elementary.sigmoid(scores[0])
            return [1 - share, share]
        }
        return Softmax.shares(scores)
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        let shares = try probabilities(features)
        return shares.indices.reduce(0) { shares[$1] > shares[$0] ? $1 : $0 }
    }

    /// - Complexity: O(chains × steps × (depth + features)), and now and then a search for a split
    package mutating func learn(_ features: [Double], target: Int, weight: Double = 1) throws(ExampleError) {
        try layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        if target >= classes {
            classes = target + 1
            addChains()
        }
        if chains.count == 1 {
            chains[0].learn(features, weight: weight) { score in
                let share = Elementary.sigmoid(score)
                return (share - Double(target), share * (1 - share))
            }
        } else {
            learnEach(features, label: target, weight: weight)
        }
    }

    private mutating func learnEach(_ features: [Double], label: Int, weight: Double) {
        let scores = chains.map { $0.score(features) }
        for index in chains.indices {
            chains[index].learn(features, weight: weight) { score in
                var moved = scores
                moved[index] = score
                let share = Softmax.shares(moved)[index]
                return (share - (index == label ? 1 : 0), share * (1 - share))
            }
        }
    }

    private mutating func addChains() {
        let wanted = classes == 2 ? 1 : classes
        // The chain of two classes scores the second one; among three it goes on as that class's own.
        if chains.count == 1, wanted > 1 { chains.insert(chain(), at: 0) }
        while chains.count < wanted { chains.append(chain()) }
    }

    private mutating func chain() -> BoostedChain {
        BoostedChain(layout: layout, settings: settings, seed: generator.next())
    }
}
