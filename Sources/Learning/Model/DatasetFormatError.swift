/// A dataset that cannot be written or read: what is wrong with it.
package struct DatasetFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
