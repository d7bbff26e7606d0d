/// A model's bytes that cannot be read: what is wrong with them.
package struct ModelFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
