import Domain

/// Which features the leaves of one tree watch.
struct FeaturePatch: Hashable, Codable, Sendable {
    private let all: [Int32]
    private let subspace: HoeffdingSettings.Subspace
    private let drawnOnce: [Int32]

    init(layout: FeatureLayout, subspace: HoeffdingSettings.Subspace, using generator: inout SeededGenerator) {
        all = layout.kinds.indices.map { Int32($0) }
        self.subspace = subspace
        drawnOnce =
            switch subspace {
            case .all, .perLeaf: all
            case .perTree(let count): Self.draw(count, of: all, using: &generator)
            }
    }

    /// How many a leaf watches.
    var width: Int {
        switch subspace {
        case .all, .perTree: drawnOnce.count
        case .perLeaf(let count): min(max(1, count), all.count)
        }
    }

    /// The features of a new leaf, in order.
    func features(using generator: inout SeededGenerator) -> [Int32] {
        switch subspace {
        case .all, .perTree: drawnOnce
        case .perLeaf(let count): Self.draw(count, of: all, using: &generator)
        }
    }

    private static func draw(
        _ count: Int, of features: [Int32], using generator: inout SeededGenerator
    ) -> [Int32] {
        var features = features
        let count = min(max(1, count), features.count)
        for index in 0..<count {
            features.swapAt(index, index + generator.index(below: features.count - index))
        }
        return features[..<count].sorted()
    }
}
