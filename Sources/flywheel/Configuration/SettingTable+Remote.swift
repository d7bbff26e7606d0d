import Domain

extension SettingTable {
    /// Models that other servers answer for.
    static let remote: [Setting] = servers("champion", "serves first") + servers("candidate", "is tried against it")

    private static func servers(_ key: String, _ part: String) -> [Setting] {
        [
            Setting(
                "\(key).url", "address", .words("none"), "http://HOST:PORT, with a path where one stands before /v2",
                example: "\"http://127.0.0.1:8090\"",
                "The server of a model that \(part): it is asked by the Open Inference Protocol for each request."),
            Setting(
                "\(key).model", "name", .words("the pipeline's name"), "letters, digits, - _ .", example: "orders",
                "As that server calls the model."),
            Setting(
                "\(key).version", "word", .words("the server's own choice"), "letters, digits, - _ .", example: "\"3\"",
                "The version that is asked for."),
            Setting(
                "\(key).timeout", "time", .words("500ms"), "1ms to 1m", example: "500ms",
                "Within it the whole answer must have come, a new connection included; else it counts as none."),
            Setting(
                "\(key).token_file", "path", .words("no token"), "a file with the token alone that only you may read",
                example: "server.token", "The token is sent as Authorization: Bearer."),
        ]
    }
}
