/// Running means and deviations of a tree's numbers, which standardise them for the linear models of its leaves.
struct FeatureScale: Hashable, Codable, Sendable {
    private static let limit = 8.0

    private let layout: FeatureLayout
    private var moments: [RunningMoments]

    init(layout: FeatureLayout) {
        self.layout = layout
        moments = Array(repeating: RunningMoments(), count: layout.count)
    }

    func isNumber(_ feature: Int) -> Bool { layout.kinds[feature] == .number }

    func deviation(of feature: Int) -> Double { moments[feature].standardDeviation }

    mutating func observe(_ features: UnsafeBufferPointer<Double>) {
        for index in moments.indices where !features[index].isNaN { moments[index].add(features[index]) }
    }

    /// Puts the standardised features, at most 8 deviations from 0; 0 for missing ones and categories.
    func scale(_ features: UnsafeBufferPointer<Double>, into scaled: UnsafeMutableBufferPointer<Double>) {
        for index in moments.indices {
            let deviation = moments[index].standardDeviation
            let value = features[index]
            guard isNumber(index), !value.isNaN, deviation > 0 else {
                scaled[index] = 0
                continue
            }
            scaled[index] = min(max((value - moments[index].mean) / deviation, -Self.limit), Self.limit)
        }
    }
}
