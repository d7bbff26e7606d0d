import Domain
import Serving
import Tracking

/// A folder with an engine's state: its lock, its socket, its history.
struct EnginePlace {
    let stateDirectory: String
    /// The engine that is meant instead of the folder's own.
    var elsewhere: ControlAddress?

    var socket: String { "\(stateDirectory)/engine.sock" }

    /// The engine that runs here; nil where none does, or it is just ending.
    ///
    /// - Throws: ``ControlError`` where one runs that cannot be spoken to.
    func client() throws(ControlError) -> ControlClient? {
        // Who names an engine means that one.
        if let elsewhere { return try ControlClient(elsewhere) }
        do {
            return try ControlClient(path: socket)
        } catch .noEngine, .ended {
            return nil
        }
    }

    /// The engine that holds the lock and may only be on its way to open its socket; nil after ten seconds.
    func clientToCome() async throws -> ControlClient? {
        for _ in 0..<100 {
            if let client = try client() { return client }
            try await Task.sleep(for: .milliseconds(100))
        }
        return nil
    }

    /// Process of the engine that holds the lock; nil where none does.
    var holder: Int32? { elsewhere != nil ? nil : EngineLock.holder(of: "\(stateDirectory)/engine.lock") }

    /// The history by way of the engine that runs here, else from the file.
    func history() throws -> any HistoryReader {
        if let client = try client() { return client.history }
        return try SQLiteHistory(reading: "\(stateDirectory)/flywheel.db")
    }
}
