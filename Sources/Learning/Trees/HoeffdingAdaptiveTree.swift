import Domain

/// A Hoeffding tree that watches the error of each of its nodes and exchanges the branches that have grown wrong.
///
/// Where the error below a test rises, an alternate branch begins to grow beside it from the same examples; it takes the
/// place once it is better by more than chance, and is dropped once it is worse.
///
/// Source: Bifet, Gavaldà, "Adaptive Learning from Evolving Data Streams", IDA 2009, with the bootstrap weights at the
/// leaves of MOA's. Alternates do not grow alternates of their own, so the tree is at most doubled.
package struct HoeffdingAdaptiveTree: ProbabilisticClassifier {
    package static let savedName = "hoeffding-adaptive-tree"
    package static let savedVersion = 1

    private static let none: Int32 = -1
    private static let leastWidth = 300
    private static let swapDelta = 0.05

    private var tree: GrowingTree
    private let root: Int32
    private let settings: AdaptiveTreeSettings
    /// By node.
    private var monitors: [ErrorMonitor] = []
    /// By node: the root of its alternate branch.
    private var alternates: [Int32] = []
    private var sampler = PoissonSampler(mean: 1)
    private var generator: SeededGenerator
    /// Branches exchanged so far.
    package private(set) var swapCount = 0

    package init(
        layout: FeatureLayout, classCount: Int = 2, settings: AdaptiveTreeSettings = .init(), seed: UInt64 = 1
    ) {
        self.settings = settings
        generator = SeededGenerator(seed: seed)
        tree = GrowingTree(layout: layout, classCount: classCount, settings: settings.tree, seed: seed)
        root = tree.addLeaf()
        watch(root)
    }

    package var nodeCount: Int { tree.nodes.count }
    package var leafCount: Int { tree.table.used }
    package var byteCount: Int { tree.table.bytes }

    /// - Complexity: O(depth + features × classes)
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try tree.layout.check(features)
        return Array(unsafeUninitializedCapacity: tree.table.classes) { shares, count in
            answer(features, into: UnsafeMutableBufferPointer(rebasing: shares[..<tree.table.classes]))
            count = tree.table.classes
        }
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try tree.layout.check(features)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: tree.table.classes) { shares in
            answer(features, into: shares)
            return Shares.greatest(shares) ?? 0
        }
    }

    /// - Complexity: O(depth × log n + features × classes), n being the width of the nodes' windows
    package mutating func learn(
        _ features: [Double], target: Int, weight: Double = 1
    ) throws(ExampleError) {
        try tree.layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        tree.know(label: target)
        let copies = settings.bootstraps ? sampler.draw(using: &generator) : 1
        features.withUnsafeBufferPointer { features in
            descend(features, label: target, weight: weight * copies, from: root, isAlternate: false)
        }
    }

    private func answer(_ features: [Double], into shares: UnsafeMutableBufferPointer<Double>) {
        features.withUnsafeBufferPointer { features in
            tree.answer(features, atLeaf: tree.nodes.leaf(features, below: root), into: shares)
        }
    }

    /// Takes one example down a branch: each node on the way hears whether the branch was right.
    private mutating func descend(
        _ features: UnsafeBufferPointer<Double>, label: Int, weight: Double, from start: Int32, isAlternate: Bool
    ) {
        let isError = isWrong(features, label: label, below: start)
        var place = start
        while tree.nodes[place].test != .none {
            let rises = monitors[Int(place)].rises(isError: isError)
            if !isAlternate { tend(place, rises: rises) }
            if alternates[Int(place)] != Self.none {
                descend(features, label: label, weight: weight, from: alternates[Int(place)], isAlternate: true)
            }
            let node = tree.nodes[place]
            if node.test == .none { break }
            place = node.child(features[Int(node.feature)])
        }
        _ = monitors[Int(place)].update(isError: isError)
        guard weight > 0 else { return }
        tree.learn(features, label: label, weight: weight, atLeaf: place)
        let node = tree.nodes[place]
        if node.test != .none {
            watch(node.left)
            watch(node.right)
        }
    }

    private func isWrong(_ features: UnsafeBufferPointer<Double>, label: Int, below start: Int32) -> Bool {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: tree.table.classes) { shares in
            tree.answer(features, atLeaf: tree.nodes.leaf(features, below: start), into: shares)
            return Shares.greatest(shares) != label
        }
    }

    /// Begins, exchanges or drops the alternate of a test.
    private mutating func tend(_ place: Int32, rises: Bool) {
        let alternate = alternates[Int(place)]
        if rises {
            if alternate != Self.none { tree.removeSubtree(alternate) }
            let leaf = tree.addLeaf()
            watch(leaf)
            alternates[Int(place)] = leaf
        } else if alternate != Self.none, let isBetter = isBetter(alternate, than: place) {
            if isBetter {
                exchange(place, by: alternate)
            } else {
                tree.removeSubtree(alternate)
                alternates[Int(place)] = Self.none
            }
        }
    }

    /// Nil as long as it is not clear.
    private func isBetter(_ alternate: Int32, than place: Int32) -> Bool? {
        let (old, new) = (monitors[Int(place)], monitors[Int(alternate)])
        guard old.width > Self.leastWidth, new.width > Self.leastWidth else { return nil }
        let harmonic = 1 / Double(old.width) + 1 / Double(new.width)
        let bound =
            (2 * old.rate * (1 - old.rate) * Elementary.log(2 / Self.swapDelta) * harmonic).squareRoot()
        let gain = old.rate - new.rate
        if gain > bound { return true }
        return gain < -bound ? false : nil
    }

    private mutating func exchange(_ place: Int32, by alternate: Int32) {
        dropAlternates(below: place)
        alternates[Int(place)] = Self.none
        monitors[Int(place)] = monitors[Int(alternate)]
        tree.replace(place, by: alternate)
        swapCount += 1
    }

    private mutating func dropAlternates(below place: Int32) {
        let node = tree.nodes[place]
        guard node.test != .none else { return }
        for child in [node.left, node.right] {
            if alternates[Int(child)] != Self.none {
                tree.removeSubtree(alternates[Int(child)])
                alternates[Int(child)] = Self.none
            }
            dropAlternates(below: child)
        }
    }

    /// A fresh monitor for a new node.
    private mutating func watch(_ place: Int32) {
        while monitors.count <= Int(place) {
            monitors.append(ErrorMonitor(delta: settings.driftDelta))
            alternates.append(Self.none)
        }
        monitors[Int(place)] = ErrorMonitor(delta: settings.driftDelta)
        alternates[Int(place)] = Self.none
    }
}
