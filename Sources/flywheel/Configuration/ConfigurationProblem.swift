/// One thing wrong in a configuration file: where, what was found, how to mend it.
struct ConfigurationProblem: Error, Hashable, CustomStringConvertible {
    var file: String
    /// From 1; 0 where the file as a whole is meant.
    var line: Int
    var key: String
    var found: String
    var remedy: String
    /// A warning does not keep the pipeline from running.
    var isWarning = false

    var description: String {
        let place = line > 0 ? "\(file):\(line)" : file
        let subject = key.isEmpty ? "" : "\(key) is "
        return "\(place): \(isWarning ? "warning: " : "")\(subject)\(found); \(remedy)"
    }
}
