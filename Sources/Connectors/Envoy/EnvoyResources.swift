import Domain
import Foundation

/// Envoy's clusters and routes for a set of splits, as the version 3 discovery responses of its file subscriptions.
///
/// A version has two clusters with one address: what goes there by weight is counted apart from what a tester asked for.
struct EnvoyResources {
    static let routeName = "flywheel"
    static let unitHeader = "x-flywheel-unit"
    static let armHeader = "x-flywheel-arm"
    private static let engineCluster = "flywheel-engine"
    private static let types = "type.googleapis.com/envoy"

    /// In the order of their pipelines.
    let splits: [TrafficSplit]
    /// Where everything but predictions goes.
    let engine: TrafficAddress

    /// The cluster that gets a version's share; Envoy's statistics carry its name.
    static func cluster(_ pipeline: PipelineName, _ version: ModelVersion) -> String {
        "flywheel/\(pipeline.rawValue)/\(version)".replacing(":", with: "_")
    }

    /// - Parameters:
    ///   - version: The file's.
    ///   - former: Splits whose versions stay known, as they may still be answering.
    /// - Returns: The response.
    func clusters(version: Int64, former: [TrafficSplit]) -> JSONTree {
        var clusters = [cluster(Self.engineCluster, engine)]
        var named: Set<String> = []
        for split in splits + former {
            for backend in split.backends {
                let name = Self.cluster(split.pipeline, backend.version)
                guard named.insert(name).inserted else { continue }
                clusters += [cluster(name, backend.address), cluster("\(name)/asked", backend.address)]
            }
        }
        return response(version, clusters)
    }

    func routes(version: Int64) -> JSONTree {
        let everythingElse: JSONTree = ["match": ["prefix": "/"], "route": ["cluster": .text(Self.engineCluster)]]
        return response(
            version,
            [
                [
                    "@type": .text("\(Self.types).config.route.v3.RouteConfiguration"), "name": .text(Self.routeName),
                    "virtual_hosts": [
                        [
                            "name": "flywheel", "domains": ["*"],
                            "routes": .list(splits.flatMap(routes) + [everythingElse]),
                        ]
                    ],
                ]
            ])
    }

    private func response(_ version: Int64, _ resources: [JSONTree]) -> JSONTree {
        ["version_info": .text("\(version)"), "resources": .list(resources)]
    }

    private func cluster(_ name: String, _ address: TrafficAddress) -> JSONTree {
        let place: JSONTree =
            switch address {
            case .host(let host, let port):
                ["socket_address": ["address": .text(host), "port_value": .number(port)]]
            case .socket(let path): ["pipe": ["path": .text(path)]]
            }
        // A connection is given up before the server gives it up, so that no request meets a closing one.
        let options: JSONTree = [
            "@type": .text("\(Self.types).extensions.upstreams.http.v3.HttpProtocolOptions"),
            "common_http_protocol_options": ["idle_timeout": "30s"],
            "explicit_http_config": ["http_protocol_options": [:]],
        ]
        return [
            "@type": .text("\(Self.types).config.cluster.v3.Cluster"), "name": .text(name), "type": "STATIC",
            "connect_timeout": "1s",
            "typed_extension_protocol_options": ["envoy.extensions.upstreams.http.v3.HttpProtocolOptions": options],
            "load_assignment": [
                "cluster_name": .text(name),
                "endpoints": [["lb_endpoints": [["endpoint": ["address": place]]]]],
            ],
        ]
    }

    /// A version that is asked for by its path, an arm by its header, then all others by weight.
    private func routes(of split: TrafficSplit) -> [JSONTree] {
        let name = split.pipeline.rawValue
        let escaped = name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name
        let infer: JSONTree = .text("/v2/models/\(escaped)/infer")
        var routes: [JSONTree] = []
        for backend in split.backends {
            let asked: JSONTree = ["cluster": .text("\(Self.cluster(split.pipeline, backend.version))/asked")]
            for number in ["\(backend.version.rawValue)", "\(backend.version)"] {
                routes.append([
                    "match": ["prefix": .text("/v2/models/\(escaped)/versions/\(number)/")], "route": asked,
                ])
            }
            guard backend.role != .previous else { continue }
            let arm: JSONTree = [
                "name": .text(Self.armHeader), "string_match": ["exact": .text(backend.role.rawValue)],
            ]
            routes.append(["match": ["path": infer, "headers": [arm]], "route": asked])
        }
        let weighted = split.backends.map { backend -> JSONTree in
            ["name": .text(Self.cluster(split.pipeline, backend.version)), "weight": .number(backend.weight)]
        }
        // The bucket is a hash of the salted unit modulo the whole, the first cluster's are the lowest: a growing first
        // weight only adds units. Without the header Envoy draws.
        let hash: JSONTree = [
            "header": [
                "header_name": .text(Self.unitHeader),
                "regex_rewrite": ["pattern": ["regex": "^.*$"], "substitution": .text("\(salt(of: split))\\0")],
            ]
        ]
        routes.append([
            "match": ["path": infer],
            "route": [
                "weighted_clusters": ["clusters": .list(weighted), "use_hash_policy": true], "hash_policy": [hash],
                "retry_policy": ["retry_on": "connect-failure,reset-before-request", "num_retries": 1],
            ],
        ])
        return routes
    }

    /// A backslash would be read as a group of the substitution.
    private func salt(of split: TrafficSplit) -> String {
        split.salt.replacing("\\", with: "/") + "/"
    }
}
