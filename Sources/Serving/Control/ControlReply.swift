package import Domain

/// An engine's answer to one ``ControlRequest``.
package enum ControlReply: Hashable, Codable, Sendable {
    /// Who answers; a program of another version reads this one too, and then hears no more.
    case hello(ControlGreeting)
    case snapshot(newest: EngineSnapshot)
    /// Nothing has changed within the time that was asked for.
    case unchanged
    case intent(reply: IntentReply)
    case history(answer: HistoryAnswer)
    case done
    case failed(ControlError)
}

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
