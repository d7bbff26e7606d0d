import Domain
import Foundation
import Serving
import Yams

/// Which traffic plane shares requests out, and where it is found.
struct TrafficSettings: Hashable, Sendable {
    /// The folder that Envoy watches, which also has the versions' sockets.
    var directory: String
    var adminHost: String
    var adminPort: Int
    /// Where the engine's own prediction server answers.
    var engine: TrafficAddress
}

/// Reads the traffic plane's keys below `serve`.
struct TrafficSection {
    enum Plane: String, CaseIterable {
        case inProcess = "in-process"
        case envoy
    }

    let section: SettingReader.Section
    let serving: ServingSettings
    let workspace: String

    /// With a version's name and its ending it has to fit into a socket's address.
    private static let longestDirectory = 60

    /// Nil where the engine answers all requests itself.
    var settings: TrafficSettings? {
        let plane = section.word("traffic", Plane.inProcess)
        let directory = section.value(
            "envoy_directory", "", "a folder whose whole path has at most \(Self.longestDirectory) characters",
            directory)
        let admin = section.value("envoy_admin", (host: "127.0.0.1", port: 9_901), "an address such as 127.0.0.1:9901")
        {
            $0.string.flatMap(Self.address)
        }
        guard plane == .envoy else {
            for key in ["envoy_directory", "envoy_admin"] where section.node(key) != nil {
                section.report(key, found: "given", remedy: "only traffic: envoy has it; remove it, or set traffic")
            }
            return nil
        }
        if section.node("envoy_directory") == nil {
            section.report("envoy_directory", found: "missing", remedy: "give the folder that Envoy watches")
        }
        guard let engine else {
            section.report(
                "traffic", found: "envoy without a place of the engine's own",
                remedy: "give a socket, or a port other than 0, to which Envoy sends feedback and metadata")
            return nil
        }
        return TrafficSettings(
            directory: directory, adminHost: admin.host, adminPort: admin.port, engine: engine)
    }

    private var engine: TrafficAddress? {
        if let socket = serving.socket { return .socket(path: socket) }
        guard let host = serving.host, serving.port > 0 else { return nil }
        return .host(host == "0.0.0.0" ? "127.0.0.1" : host, port: serving.port)
    }

    private func directory(_ node: Node) -> String? {
        guard let text = node.string, !text.isEmpty else { return nil }
        let path = text.hasPrefix("/") ? text : "\(workspace)/\(text)"
        return path.utf8.count <= Self.longestDirectory ? path : nil
    }

    private static func address(_ text: String) -> (host: String, port: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        var four = in_addr()
        guard parts.count == 2, inet_pton(AF_INET, parts[0], &four) == 1, let port = Int(parts[1]),
            (1...65_535).contains(port)
        else { return nil }
        return (parts[0], port)
    }
}
