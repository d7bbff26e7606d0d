import Domain

/// Trees that vote, each learning its own random copies of the examples.
///
/// Members know nothing of each other, so that a batch can be learned a member a task with the same result.
struct TreeEnsemble: Hashable, Codable, Sendable {
    let layout: FeatureLayout
    private(set) var classes: Int
    private(set) var members: [DriftingTree]

    init(layout: FeatureLayout, classCount: Int, settings: EnsembleSettings, seed: UInt64) {
        self.layout = layout
        classes = max(classCount, 2)
        var generator = SeededGenerator(seed: seed)
        members = (0..<max(1, settings.members)).map { _ in
            DriftingTree(layout: layout, classCount: classCount, settings: settings, seed: generator.next())
        }
    }

    var nodeCount: Int { members.reduce(0) { $0 + $1.tree.nodeCount } }
    var byteCount: Int { members.reduce(0) { $0 + $1.tree.byteCount } }
    var driftCount: Int { members.reduce(0) { $0 + $1.driftCount } }

    func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try layout.check(features)
        return Array(unsafeUninitializedCapacity: classes) { shares, count in
            vote(features, into: UnsafeMutableBufferPointer(rebasing: shares[..<classes]))
            count = classes
        }
    }

    func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try layout.check(features)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { shares in
            vote(features, into: shares)
            return Shares.greatest(shares) ?? 0
        }
    }

    mutating func learn(_ features: [Double], label: Int, weight: Double) throws(ExampleError) {
        try layout.check(features, label: label, weight: weight)
        guard weight > 0 else { return }
        classes = max(classes, label + 1)
        for index in members.indices { members[index].learn(features, label: label, weight: weight) }
    }

    /// Takes over what a batch has made of the members.
    mutating func adopt(_ members: [DriftingTree], classes: Int) {
        self.members = members
        self.classes = classes
    }

    private func vote(_ features: [Double], into shares: UnsafeMutableBufferPointer<Double>) {
        shares.update(repeating: 0)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { own in
            for member in members {
                let known = UnsafeMutableBufferPointer(rebasing: own[..<member.tree.classCount])
                member.tree.answer(features, into: known)
                for index in known.indices { shares[index] += known[index] * member.voteWeight }
            }
        }
        Shares.normalise(shares)
    }
}
