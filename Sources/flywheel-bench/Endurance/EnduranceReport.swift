/// What a long run came to.
struct EnduranceReport {
    let key: String
    let events: Int
    let seconds: Double
    let bytes: Int
    let nodes: Int?
    /// Resident bytes at the end above the most of the first half.
    let growth: Int
    let violations: [String]

    /// One line for people.
    var line: String {
        let nodes = self.nodes.map { ", \($0) nodes" } ?? ""
        let verdict = violations.isEmpty ? "ok" : "FAILED: " + violations.joined(separator: "; ")
        return "\(key): \(events) events in \(seconds.fixed(1)) CPU s, at most \(bytes) bytes\(nodes), "
            + "memory \(growth >= 0 ? "+" : "−")\(growth.magnitude / 1_024) KiB in the second half, \(verdict)"
    }
}
