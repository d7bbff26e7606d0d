import Domain

/// Bagging with more weight and more chance: each tree draws a Poisson(6) weight for each example, and where any tree's
/// error rises the worst one begins anew.
///
/// Source: Bifet, Holmes, Pfahringer, "Leveraging Bagging for Evolving Data Streams", ECML PKDD 2010.
package struct LeveragingBagging: ProbabilisticClassifier {
    package static let savedName = "leveraging-bagging"
    package static let savedVersion = 1

    private struct Member: Hashable, Codable, Sendable {
        var tree: HoeffdingTree
        var errors: ErrorMonitor
    }

    private let layout: FeatureLayout
    private let settings: EnsembleSettings
    private let sampler: PoissonSampler
    private var generator: SeededGenerator
    private var members: [Member] = []
    private var classes: Int
    /// Trees begun anew so far.
    package private(set) var driftCount = 0

    /// Of the settings the warning is not used: there are no background trees.
    package init(
        layout: FeatureLayout, classCount: Int = 2,
        settings: EnsembleSettings = .init(sampling: .all, driftDelta: 0.002, tree: .init()), seed: UInt64 = 1
    ) {
        self.layout = layout
        self.settings = settings
        classes = max(classCount, 2)
        sampler = PoissonSampler(mean: settings.lambda)
        generator = SeededGenerator(seed: seed)
        for _ in 0..<max(1, settings.members) { members.append(fresh()) }
    }

    package var nodeCount: Int { members.reduce(0) { $0 + $1.tree.nodeCount } }
    package var byteCount: Int { members.reduce(0) { $0 + $1.tree.byteCount } }

    /// - Complexity: O(trees × (depth + features × classes))
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try layout.check(features)
        return Array(unsafeUninitializedCapacity: classes) { shares, count in
            vote(features, into: UnsafeMutableBufferPointer(rebasing: shares[..<classes]))
            count = classes
        }
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try layout.check(features)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { shares in
            vote(features, into: shares)
            return Shares.greatest(shares) ?? 0
        }
    }

    /// - Complexity: O(trees × (depth + features × classes)), and now and then a search for a split
    package mutating func learn(_ features: [Double], target: Int, weight: Double = 1) throws(ExampleError) {
        try layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        classes = max(classes, target + 1)
        var rises = false
        for index in members.indices where learn(index, features, label: target, weight: weight) { rises = true }
        guard rises else { return }
        var worst = 0
        for index in members.indices where members[index].errors.rate > members[worst].errors.rate { worst = index }
        members[worst] = fresh()
        driftCount += 1
    }

    /// - Returns: Whether the member's error has risen.
    private mutating func learn(_ index: Int, _ features: [Double], label: Int, weight: Double) -> Bool {
        let copies = sampler.draw(using: &generator) * weight
        if copies > 0 { members[index].tree.learnChecked(features, label: label, weight: copies) }
        let tree = members[index].tree
        let isError = withUnsafeTemporaryAllocation(of: Double.self, capacity: tree.classCount) { shares in
            tree.answer(features, into: shares)
            return Shares.greatest(shares) != label
        }
        return members[index].errors.rises(isError: isError)
    }

    private func vote(_ features: [Double], into shares: UnsafeMutableBufferPointer<Double>) {
        shares.update(repeating: 0)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { own in
            for member in members {
                let known = UnsafeMutableBufferPointer(rebasing: own[..<member.tree.classCount])
                member.tree.answer(features, into: known)
                for index in known.indices { shares[index] += known[index] }
            }
        }
        Shares.normalise(shares)
    }

    private mutating func fresh() -> Member {
        Member(
            tree: HoeffdingTree(
                layout: layout, classCount: classes, settings: settings.treeSettings(layout), seed: generator.next()),
            errors: ErrorMonitor(delta: settings.driftDelta))
    }
}
