/// An address with a port, as it is written: `7700`, `10.0.0.5:7700`, `[::1]:7700`.
struct HostAndPort: Hashable {
    var host: String
    var port: Int

    /// Reads it, a port alone too where an address is known; nil where it is something else.
    init?(_ text: String, host standard: String? = nil) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let port = parts.last.flatMap({ Int($0) }), (0...65_535).contains(port) else { return nil }
        var host = text.dropLast(parts[parts.count - 1].count + 1)
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if parts.count > 2 {
            return nil
        }
        guard let name = parts.count == 1 ? standard : String(host), !name.isEmpty else { return nil }
        self.host = name
        self.port = port
    }
}
