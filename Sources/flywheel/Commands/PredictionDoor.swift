import CPlatform
import Domain
import Engine
import Foundation
import Serving

/// The prediction server of a running engine, where `flywheel.yaml` asks for one.
struct PredictionDoor: Sendable {
    private let server: PredictionServer
    let addresses: [BoundAddress]

    /// Opens it; nil where the settings name no address.
    ///
    /// - Throws: ``ServingError`` where it cannot listen, or would be open to strangers.
    static func open(_ settings: ServingSettings, engine: Engine) async throws -> PredictionDoor? {
        guard settings.host != nil || settings.socket != nil else { return nil }
        let server = PredictionServer(
            settings: settings.onAllCores, service: engine, link: engine, version: Flywheel.version,
            now: { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000)) },
            random: { UInt64.random(in: .min ... .max) }, onThread: { flywheel_take_short_turns() })
        return PredictionDoor(server: server, addresses: try await server.start())
    }

    /// Where it is, as a line for the log.
    var sentence: String {
        "predictions are served at " + addresses.map(\.description).joined(separator: " and ")
    }

    /// Answers what is under way and closes.
    func close() async {
        await server.stop()
    }
}
