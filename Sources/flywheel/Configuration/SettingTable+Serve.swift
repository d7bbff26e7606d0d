extension SettingTable {
    /// The keys below `serve` of `flywheel.yaml`.
    static let serve: [Setting] = [
        Setting(
            "serve.port", "whole number", .words("predictions are not served"), "0 to 65535; 0 takes a free one",
            example: "8080", "Where predictions are asked for over HTTP, by the Open Inference Protocol."),
        Setting(
            "serve.host", "address", .value("127.0.0.1"), "an IP address",
            "The address of the port; one that other machines reach needs tokens."),
        Setting(
            "serve.socket", "path", .words("no Unix socket"), "a path, in the workspace where it is relative",
            example: "predict.sock", "A Unix socket for the same, which only this user may open."),
        Setting(
            "serve.tokens", "path", .words("no tokens: every caller that reaches the port may do all"),
            "a YAML file that only its owner may read, with predict, feedback, control and read: a token or a list each",
            example: "tokens.yaml", "What callers must show as `Authorization: Bearer ...`, a permission each."),
        Setting(
            "serve.traffic", "word", .value("in-process"),
            Setting.list([
                ("in-process", "the engine's own process answers all"),
                ("envoy", "a process for each version, and an Envoy in front that shares requests out"),
            ]), "Who shares a canary's requests out."),
        Setting(
            "serve.envoy_directory", "path", .words("none; traffic: envoy needs it"),
            "a folder of at most 60 characters, in the workspace where it is relative; in memory is best",
            example: "/run/flywheel",
            "Where Envoy watches routes.json and clusters.json, and where the versions' sockets are."),
        Setting(
            "serve.envoy_admin", "address", .words("127.0.0.1:9901"), "an IPv4 address and a port",
            example: "127.0.0.1:9901",
            "Envoy's admin interface, where the split is read back."),
        Setting(
            "serve.control", "port, or ADDRESS:PORT", .words("no TCP: the workspace's socket alone"),
            "0 to 65535, on 127.0.0.1 without an address; needs a token for control",
            example: "7700",
            "Where `flywheel watch --engine` and the commands of other machines are answered; read tokens only look."),
        Setting(
            "serve.traces", "address", .words("no spans"), "http:// with host, port and path",
            example: "http://127.0.0.1:4318/v1/traces",
            "The OpenTelemetry collector that gets a span of each traced request, by OTLP over HTTP in JSON."),
        Setting(
            "serve.trace_share", "number", .value("0.01"), "0 to 1",
            "Share of the requests without a `traceparent` that begin a trace; those with one follow their caller."),
        Setting("serve.max_body_bytes", "whole number", .value("4194304"), "1024 to 1073741824", "Longest request."),
        Setting("serve.max_rows", "whole number", .value("1000"), "1 to 1000000", "Most rows of a request."),
        Setting("serve.max_header_bytes", "whole number", .value("16384"), "1024 to 1048576", "Longest header."),
        Setting("serve.max_connections", "whole number", .value("1024"), "1 to 100000", "Connections at one time."),
        Setting("serve.request_time", "time", .value("10s"), "above 0", "From a request's first byte to its last."),
        Setting(
            "serve.idle_time", "time", .value("75s"), "above 0", "A connection that asks nothing so long is closed."),
        Setting(
            "serve.drain_time", "time", .value("30s"), "above 0", "How long answers may take when the program ends."),
    ]
}
