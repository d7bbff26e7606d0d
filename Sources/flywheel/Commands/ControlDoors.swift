import Domain
import Serving

/// The ways to steer an engine: the workspace's socket, and TCP where `flywheel.yaml` asks for it.
struct ControlDoors: Sendable {
    private let servers: [ControlServer]
    /// Where it listens over TCP, as a line for the log; nil for nowhere.
    let sentence: String?

    /// - Parameters:
    ///   - place: The engine's.
    ///   - settings: Its `serve.control` and tokens.
    ///   - link: The engine.
    ///   - onStop: Called when somebody asks the engine to drain and end.
    /// - Throws: ``ControlError`` where one of them cannot be opened; then none is.
    init(
        _ place: EnginePlace, _ settings: ServingSettings, link: any EngineLink, onStop: @escaping @Sendable () -> Void
    ) throws(ControlError) {
        let own = try ControlServer(path: place.socket, link: link, onStop: onStop)
        guard let listener = settings.control else {
            (servers, sentence) = ([own], nil)
            return
        }
        do {
            let remote = try ControlServer(listener, tokens: settings.tokens, link: link, onStop: onStop)
            servers = [own, remote]
            let address = ControlAddress.tcp(host: listener.host, port: remote.port ?? listener.port, token: "")
            sentence = "steered at \(address) by whoever has a token"
        } catch {
            own.close()
            throw error
        }
    }

    /// There is a new snapshot; from any thread.
    func announce() {
        for server in servers { server.announce() }
    }

    func close() {
        for server in servers { server.close() }
    }
}
