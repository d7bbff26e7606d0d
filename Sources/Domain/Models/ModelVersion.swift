/// Numbers the models of a pipeline that ever stood before its gates: v1, v2, …; v0 is the baseline before the first.
package struct ModelVersion: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// What serves before there is a model: the last label known.
    package static let baseline = ModelVersion(rawValue: 0)

    package var next: ModelVersion { ModelVersion(rawValue: rawValue + 1) }

    package var description: String { "v\(rawValue)" }

    package static func < (left: ModelVersion, right: ModelVersion) -> Bool {
        left.rawValue < right.rawValue
    }
}
