/// A model that another server answers for, by the Open Inference Protocol over plain HTTP.
package struct RemoteModel: Hashable, Codable, Sendable {
    package static let standardTimeout = TimeSpan(milliseconds: 500)
    package static let timeouts = TimeSpan(milliseconds: 1)...TimeSpan.minutes(1)

    package var host: String
    package var port: Int
    /// What stands before `/v2` in its paths; empty, or with a slash at its beginning and none at its end.
    package var path: String
    /// As its server calls it.
    package var name: String
    /// The version that is asked for; nil leaves it to the server.
    package var version: String?
    /// From the question to the whole answer, a new connection included.
    package var timeout: TimeSpan
    /// A file with the token that its server wants, absolute once the configuration is read.
    package var tokenFile: String?

    package init(
        host: String, port: Int, path: String = "", name: String, version: String? = nil,
        timeout: TimeSpan = RemoteModel.standardTimeout, tokenFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.path = path
        self.name = name
        self.version = version
        self.timeout = timeout
        self.tokenFile = tokenFile
    }

    /// Where its requests go.
    package var target: String {
        "\(path)/v2/models/\(name)" + (version.map { "/versions/\($0)" } ?? "")
    }

    /// Its server as a person would write it.
    package var address: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)" }

    /// In short words, for the screen: who answers.
    package var words: String { "\(name)\(version.map { " \($0)" } ?? "") at \(address)" }

    /// Whether another is the same model: how long it is waited for and by which token make no difference.
    package func isSameModel(as other: RemoteModel) -> Bool {
        address == other.address && target == other.target
    }
}
