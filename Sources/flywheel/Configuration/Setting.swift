/// One key of a pipeline file: what it takes, what holds without it, what it means.
struct Setting: Hashable {
    /// The path, such as `canary.steps`.
    var key: String
    var type: String
    /// As it would be written; nil for a key that must be there.
    var standard: String?
    var range: String
    var meaning: String

    /// The setting as `flywheel explain` shows it.
    var explanation: String {
        """
        \(key): \(type)
          default  \(standard ?? "none, it must be given")
          allowed  \(range)
          \(meaning)
        """
    }
}
