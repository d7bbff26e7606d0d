/// The rows of weights of the categories that a learner has met.
///
/// The first rows are one a nominal feature, shared by its categories that have none of their own: those not met yet, and
/// those that come after the last row is given away. Memory is thereby bounded whatever comes.
struct CategoryRows: Hashable, Sendable {
    /// The row of a missing category, which has no weights.
    static let missing = -1

    private struct Category: Hashable {
        var nominal: Int
        var code: Int
    }

    private let nominalCount: Int
    /// Rows beyond the shared ones.
    private let most: Int
    /// In the order of their rows.
    private var met: [Category] = []
    private var rows: [Category: Int] = [:]

    init(nominalCount: Int, most: Int) {
        self.nominalCount = nominalCount
        self.most = most
    }

    var count: Int { nominalCount + met.count }

    /// The row of a category of the `nominal`-th nominal feature.
    ///
    /// - Complexity: O(1)
    func row(_ value: Double, of nominal: Int) -> Int {
        guard !value.isNaN else { return Self.missing }
        return rows[Category(nominal: nominal, code: Int(value))] ?? nominal
    }

    /// The same, with a row of its own for a new category while there are any.
    mutating func learnedRow(_ value: Double, of nominal: Int) -> Int {
        let row = row(value, of: nominal)
        guard row == nominal, met.count < most else { return row }
        add(Category(nominal: nominal, code: Int(value)))
        return count - 1
    }

    private mutating func add(_ category: Category) {
        rows[category] = count
        met.append(category)
    }
}

extension CategoryRows: Codable {
    private enum CodingKeys: CodingKey {
        case nominalCount, most, nominals, codes
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            nominalCount: try values.decode(Int.self, forKey: .nominalCount),
            most: try values.decode(Int.self, forKey: .most))
        let nominals = try values.decode([Int].self, forKey: .nominals)
        for (nominal, code) in zip(nominals, try values.decode([Int].self, forKey: .codes)) {
            add(Category(nominal: nominal, code: code))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(nominalCount, forKey: .nominalCount)
        try values.encode(most, forKey: .most)
        try values.encode(met.map(\.nominal), forKey: .nominals)
        try values.encode(met.map(\.code), forKey: .codes)
    }
}
