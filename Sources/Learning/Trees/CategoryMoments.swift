/// The targets that came with each category of a feature in one leaf; the first categories met are kept.
struct CategoryMoments: Hashable, Codable, Sendable {
    static let most = 64

    private(set) var codes: [Int] = []
    private(set) var moments: [TargetMoments] = []

    mutating func add(_ code: Int, target: Double, weight: Double) {
        if let place = codes.firstIndex(of: code) {
            moments[place].add(target, weight: weight)
        } else if codes.count < Self.most {
            codes.append(code)
            var fresh = TargetMoments()
            fresh.add(target, weight: weight)
            moments.append(fresh)
        }
    }
}
