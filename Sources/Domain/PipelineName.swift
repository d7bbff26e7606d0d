/// Names a pipeline: the name of its file without the ending.
package struct PipelineName: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    package static func < (left: PipelineName, right: PipelineName) -> Bool {
        left.rawValue < right.rawValue
    }
}
