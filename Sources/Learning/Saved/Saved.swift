/// A state that ``SavedState`` writes under a name and a version.
package protocol Saved: Sendable, Codable {
    /// The name in the file's first line, lower case with hyphens.
    static var savedName: String { get }
    /// Raised whenever older bytes would be read wrongly.
    static var savedVersion: Int { get }
}
