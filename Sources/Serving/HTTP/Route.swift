import Domain

/// What a path names.
enum Route: Hashable {
    case live
    case ready
    case server
    case metrics
    case model(PipelineName, ModelVersion?)
    case modelReady(PipelineName, ModelVersion?)
    case infer(PipelineName, ModelVersion?)
    case feedback(PipelineName)
    case observations(PipelineName)

    /// The methods that a path takes, and what a caller must be allowed for it.
    enum Method: String {
        case get = "GET, HEAD"
        case post = "POST"
    }

    /// Reads a request's target; one slash at its end and a query change nothing.
    ///
    /// - Throws: 404 where there is no such path, or a version is not written as a number.
    init(target: String) throws(Refusal) {
        let unknown = Refusal(404, "there is no such path; models are asked at /v2/models/NAME/infer")
        guard var parts = Self.segments(of: target) else { throw unknown }
        if parts == ["metrics"] {
            self = .metrics
            return
        }
        guard parts.first == "v2" else { throw unknown }
        parts.removeFirst()
        switch parts.count {
        case 0: self = .server
        case 2 where parts[0] == "health" && parts[1] == "live": self = .live
        case 2 where parts[0] == "health" && parts[1] == "ready": self = .ready
        case 2... where parts[0] == "models" && !parts[1].isEmpty:
            guard let route = try Self.ofModel(PipelineName(rawValue: parts[1]), Array(parts[2...])) else {
                throw unknown
            }
            self = route
        default: throw unknown
        }
    }

    var method: Method {
        switch self {
        case .live, .ready, .server, .metrics, .model, .modelReady: .get
        case .infer, .feedback, .observations: .post
        }
    }

    /// What a caller must be allowed; nil for probes, which load balancers send without a token.
    var permission: ServingSettings.Permission? {
        switch self {
        case .live, .ready, .modelReady: nil
        case .server, .metrics, .model: .read
        case .infer: .predict
        case .feedback, .observations: .feedback
        }
    }

    private static func ofModel(_ name: PipelineName, _ rest: [String]) throws(Refusal) -> Route? {
        var rest = rest[...]
        var version: ModelVersion?
        if rest.first == "versions" {
            rest = rest.dropFirst()
            guard let text = rest.popFirst() else { return nil }
            let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
            guard let number = Int(digits), number >= 0, digits.first?.isNumber == true else {
                throw Refusal(404, "there is no version \(text); versions are numbers, such as 3 or v3")
            }
            version = ModelVersion(rawValue: number)
        }
        switch (rest.count, rest.first) {
        case (0, _): return .model(name, version)
        case (1, "ready"): return .modelReady(name, version)
        case (1, "infer"): return .infer(name, version)
        case (1, "feedback") where version == nil: return .feedback(name)
        case (1, "observations") where version == nil: return .observations(name)
        default: return nil
        }
    }

    /// The parts between the slashes, decoded; nil where the target is no path.
    private static func segments(of target: String) -> [String]? {
        var path = target[...].prefix { $0 != "?" && $0 != "#" }
        // The absolute form, which a proxy may send: only its path counts.
        for scheme in ["http://", "https://"] where path.hasPrefix(scheme) {
            path = path.dropFirst(scheme.count).drop { $0 != "/" }
        }
        guard path.first == "/" else { return nil }
        path = path.dropFirst()
        if path.last == "/" { path = path.dropLast() }
        guard path.utf8.contains(UInt8(ascii: "%")) else {
            return path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        }
        var parts: [String] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            guard let decoded = percentDecoded(part) else { return nil }
            parts.append(decoded)
        }
        return parts
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let code = UInt8(Substring(rest.prefix(2)), radix: 16),
                rest.first != UInt8(ascii: "+")
            else { return nil }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return bytes.withUnsafeBytes { $0.checkedText }
    }
}
