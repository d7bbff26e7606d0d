import NIOHTTP1

extension HTTPRequestHead {
    /// What is wrong with the head as such, so that no body is waited for; nil where nothing is.
    func refusal(limits: ServingSettings.Limits) -> Refusal? {
        var size = uri.utf8.count
        for header in headers { size += header.name.utf8.count + header.value.utf8.count + 4 }
        guard size <= limits.headerBytes else { return .headTooLarge(limits.headerBytes) }
        if let text = headers.first(name: "Content-Length"), (Int(text) ?? .max) > limits.bodyBytes {
            return .tooLarge(limits)
        }
        if let expectation = headers.first(name: "Expect"), version.minor > 0,
            expectation.lowercased() != "100-continue"
        {
            return Refusal(417, "the only expectation that is met is 100-continue")
        }
        return nil
    }

    /// Whether the caller waits for a word before it sends the body.
    var expectsContinue: Bool {
        version.minor > 0 && headers.first(name: "Expect")?.lowercased() == "100-continue"
    }
}

extension Refusal {
    static func tooLarge(_ limits: ServingSettings.Limits) -> Refusal {
        Refusal(413, "the body is longer than \(limits.bodyBytes) bytes; send fewer rows at a time")
    }

    static func headTooLarge(_ limit: Int) -> Refusal {
        Refusal(431, "path and headers are longer than \(limit) bytes; send fewer or shorter ones")
    }

    init(_ problem: HTTPParserError) {
        switch problem {
        case .headerOverflow: self.init(431, "the headers are too long; send fewer or shorter ones")
        case .invalidVersion: self.init(505, "only HTTP/1.0 and HTTP/1.1 are spoken here")
        default: self.init(400, "this is not HTTP/1.1: \(problem)")
        }
    }
}
