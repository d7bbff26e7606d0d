import Domain
import Foundation
import Serving
import Yams

/// Reads where and how predictions are served.
struct ServeSection {
    let section: SettingReader.Section
    let workspace: String

    var settings: ServingSettings {
        var settings = ServingSettings()
        let host = section.value("host", "127.0.0.1", "an IP address such as 127.0.0.1") { node in
            node.string.flatMap { Self.isAddress($0) ? $0 : nil }
        }
        let port = section.integer("port", -1, 0...65_535)
        if port >= 0 { (settings.host, settings.port) = (host, port) }
        settings.socket = section.value("socket", nil, "a path") { $0.string.flatMap(path) }
        settings.tokens = tokens
        settings.control = control(settings.tokens)
        settings.traces = traces
        let standard = settings.limits
        settings.limits = ServingSettings.Limits(
            bodyBytes: section.integer("max_body_bytes", standard.bodyBytes, 1_024...1_073_741_824),
            rows: section.integer("max_rows", standard.rows, 1...1_000_000),
            headerBytes: section.integer("max_header_bytes", standard.headerBytes, 1_024...1_048_576),
            connections: section.integer("max_connections", standard.connections, 1...100_000),
            requestSeconds: seconds("request_time", standard.requestSeconds),
            idleSeconds: seconds("idle_time", standard.idleSeconds),
            drainSeconds: seconds("drain_time", standard.drainSeconds))
        return settings
    }

    /// A port, or an address and a port; other machines and other users of this one are told apart by tokens alone.
    private func control(_ tokens: [ServingSettings.Permission: [String]]) -> ServingSettings.ControlListener? {
        let nowhere = ServingSettings.ControlListener(host: "", port: 0)
        let listener = section.value("control", nowhere, "a port, or ADDRESS:PORT such as 10.0.0.5:7700") { node in
            guard let place = node.string.flatMap({ HostAndPort($0, host: "127.0.0.1") }), Self.isAddress(place.host)
            else { return nil }
            return ServingSettings.ControlListener(host: place.host, port: place.port)
        }
        guard listener != nowhere else { return nil }
        if tokens[.control, default: []].isEmpty {
            section.report(
                "control", found: "without a token for control",
                remedy:
                    "name a file with one, `serve: {tokens: tokens.yaml}`; everybody who reaches the port must show it")
        }
        return listener
    }

    private var traces: ServingSettings.Traces? {
        let share = section.number("trace_share", 0.01, 0...1)
        let allowed = "an address such as http://127.0.0.1:4318/v1/traces"
        return section.value("traces", nil, allowed) { node in
            guard let parts = node.string.flatMap({ URLComponents(string: $0) }), parts.scheme == "http",
                let host = parts.host, !host.isEmpty, parts.query == nil, parts.user == nil
            else { return nil }
            let path = parts.percentEncodedPath
            return ServingSettings.Traces(
                host: host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port: parts.port ?? 4_318,
                path: path.isEmpty || path == "/" ? "/v1/traces" : path, share: share)
        }
    }

    private var tokens: [ServingSettings.Permission: [String]] {
        guard let file = section.value("tokens", nil, "a path", { $0.string.flatMap(path) }) else { return [:] }
        let found = TokenFile(path: file).read()
        for problem in found.problems { section.report("tokens", found: problem.found, remedy: problem.remedy) }
        return found.tokens
    }

    private func path(_ text: String) -> String? {
        text.isEmpty ? nil : text.hasPrefix("/") ? text : "\(workspace)/\(text)"
    }

    private func seconds(_ key: String, _ standard: Double) -> Double {
        section.value(key, standard, "a time such as 10s or 1m") { node in
            node.string.flatMap { TimeSpan($0) }.flatMap { $0 > .zero ? Double($0.milliseconds) / 1_000 : nil }
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        var (four, six) = (in_addr(), in6_addr())
        return inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1
    }
}
