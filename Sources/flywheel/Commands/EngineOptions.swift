import ArgumentParser
import Foundation
import Serving

/// An engine that is not this workspace's own.
struct EngineOptions: ParsableArguments {
    @Option(help: "An engine elsewhere, HOST:PORT, as its serve.control says, instead of the workspace's.")
    var engine: String?

    @Option(help: "The file that holds the token for it, alone, which only its owner may read.")
    var tokenFile: String?

    func validate() throws {
        guard let engine else {
            guard tokenFile == nil else { throw ValidationError("--token-file goes with --engine HOST:PORT") }
            return
        }
        guard HostAndPort(engine) != nil else {
            throw ValidationError("--engine is \(engine); give HOST:PORT such as 10.0.0.5:7700")
        }
        guard tokenFile != nil else { throw ValidationError("--engine needs --token-file FILE with a token for it") }
        _ = try address()
    }

    /// Where it is; nil for the workspace's own.
    func address() throws -> ControlAddress? {
        guard let place = engine.flatMap({ HostAndPort($0) }), let file = tokenFile else { return nil }
        var status = stat()
        guard stat(file, &status) == 0, let bytes = FileManager.default.contents(atPath: file) else {
            throw ValidationError("--token-file \(file): it cannot be read; write the token there and `chmod 600` it")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw ValidationError("--token-file \(file): others may read it; `chmod 600` it")
        }
        let token = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, !token.contains(where: \.isWhitespace) else {
            throw ValidationError("--token-file \(file): it holds no token; write one there, alone on a line")
        }
        return .tcp(host: place.host, port: place.port, token: token)
    }
}
