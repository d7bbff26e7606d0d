import Domain

/// Who answers on a socket.
package struct ControlGreeting: Hashable, Codable, Sendable {
    package var version: Int
    /// The layout of its snapshots.
    package var snapshotFormat: Int
    /// The engine's process.
    package var process: Int32
    package var workspace: String

    package init(version: Int, snapshotFormat: Int, process: Int32, workspace: String) {
        self.version = version
        self.snapshotFormat = snapshotFormat
        self.process = process
        self.workspace = workspace
    }

    var isOurs: Bool { version == ControlRequest.version && snapshotFormat == EngineSnapshot.formatVersion }
}
