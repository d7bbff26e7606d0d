package import Domain

/// Where Envoy looks for its routes, and where it is asked for its statistics.
package struct EnvoySettings: Hashable, Sendable {
    /// The folder that Envoy watches.
    package var directory: String
    package var adminHost: String
    package var adminPort: Int
    /// Where the engine answers feedback, metadata and what has no server of its own.
    package var engine: TrafficAddress

    package init(directory: String, adminHost: String, adminPort: Int, engine: TrafficAddress) {
        self.directory = directory
        self.adminHost = adminHost
        self.adminPort = adminPort
        self.engine = engine
    }

    package var clustersFile: String { "\(directory)/clusters.json" }
    package var routesFile: String { "\(directory)/routes.json" }
}
