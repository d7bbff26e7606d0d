import Foundation
import Glibc

/// MLServer with a model that costs nothing, on the same core.
struct PeerServer {
    /// Where `Tests/Peers/setup-serving` put it.
    static var usualFolder: URL {
        Peers.usualFolder.deletingLastPathComponent().appending(path: "flywheel-peers-serving")
    }

    static let path = "/v2/models/trivial/infer"

    let process: StartedProcess
    let port: Int

    /// Starts it; nil where it is not installed.
    ///
    /// - Throws: ``BenchError`` where it does not become ready.
    init?(scratch: URL, core: Int) throws {
        let program = Self.usualFolder.appending(path: "bin/mlserver")
        guard FileManager.default.isExecutableFile(atPath: program.path) else { return nil }
        let ports = try (0..<3).map { _ in try Self.freePort() }
        let model = try Checkout().peerScripts.appending(path: "mlserver")
        process = try StartedProcess(
            ["taskset", "-c", "\(core)", program.path, "start", model.path],
            log: scratch.appending(path: "mlserver.log"),
            environment: [
                "MLSERVER_HTTP_PORT": "\(ports[0])", "MLSERVER_GRPC_PORT": "\(ports[1])",
                "MLSERVER_METRICS_PORT": "\(ports[2])", "PYTHONDONTWRITEBYTECODE": "1",
            ])
        port = ports[0]
        let start = ContinuousClock.now
        while !isReady {
            guard process.isRunning, TerminalSession.seconds(since: start) < 60 else {
                throw BenchError("MLServer did not become ready: \(process.said.suffix(400))")
            }
            usleep(100_000)
        }
    }

    private var isReady: Bool {
        let answer = try? HTTPConnection(port: port).ask("GET", "/v2/models/trivial/ready")
        return answer?.status == 200
    }

    /// A port that nobody listens on now.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw BenchError("no port is free") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
