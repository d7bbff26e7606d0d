/// One feature column of a pipeline, with the values its contract allows.
package struct Column: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case number
        case category
        case boolean
        case time
    }

    package var name: String
    package var kind: Kind
    /// Allowed values of a number, both ends included; nil allows all finite numbers.
    package var range: ClosedRange<Double>?
    /// Allowed categories; nil allows all.
    package var allowed: [String]?
    /// False quarantines a row in which this column is empty.
    package var mayBeMissing: Bool
    /// False keeps the column out of the features; it is still validated and watched for drift.
    package var isFeature: Bool
    /// False for a column that moves by its nature, such as a date or a running number: no drift of it is news.
    package var isWatched: Bool

    package init(
        name: String, kind: Kind, range: ClosedRange<Double>? = nil, allowed: [String]? = nil,
        mayBeMissing: Bool = true, isFeature: Bool = true, isWatched: Bool = true
    ) {
        self.name = name
        self.kind = kind
        self.range = range
        self.allowed = allowed
        self.mayBeMissing = mayBeMissing
        self.isFeature = isFeature
        self.isWatched = isWatched
    }

    /// A column of a file that an older program read is watched.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            kind: try container.decode(Kind.self, forKey: .kind),
            range: try container.decodeIfPresent(ClosedRange<Double>.self, forKey: .range),
            allowed: try container.decodeIfPresent([String].self, forKey: .allowed),
            mayBeMissing: try container.decode(Bool.self, forKey: .mayBeMissing),
            isFeature: try container.decode(Bool.self, forKey: .isFeature),
            isWatched: try container.decodeIfPresent(Bool.self, forKey: .isWatched) ?? true)
    }
}
