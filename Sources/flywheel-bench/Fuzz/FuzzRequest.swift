import Foundation

/// A request as bytes, with what may answer it.
struct FuzzRequest {
    /// What the answer must be.
    enum Expectation {
        /// One of these statuses.
        case statuses(Set<Int>)
        /// Anything that says whose fault it is: no 5xx but 501 and 505, or the connection's end.
        case noFault
        /// As ``noFault``, and 200 only where the body is a JSON object whose `inputs` have so many rows as were answered.
        case answeredAsAsked(body: [UInt8])
    }

    var bytes: [UInt8]
    var expectation: Expectation
    /// What it tries, for the report.
    var words: String

    init(_ words: String, _ bytes: [UInt8], _ expectation: Expectation) {
        self.words = words
        self.bytes = bytes
        self.expectation = expectation
    }

    init(
        _ words: String, _ path: String, _ body: String, method: String = "POST", token: String?,
        headers: [String] = [], _ statuses: Set<Int>
    ) {
        self.init(
            words, Self.bytes(method, path, Array(body.utf8), token: token, headers: headers), .statuses(statuses))
    }

    static func bytes(
        _ method: String, _ path: String, _ body: [UInt8], token: String?, headers: [String] = []
    ) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: fuzz", "Content-Length: \(body.count)"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        return Array(((lines + headers).joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// What is wrong with an answer, whose status is 0 where the connection ended without one; nil for nothing.
    func fault(_ status: Int, _ body: String) -> String? {
        switch expectation {
        case .statuses(let allowed):
            return allowed.contains(status) ? nil : "\(words): \(status) \(body.prefix(200)), not \(allowed.sorted())"
        case .noFault:
            return Self.isFault(status) ? "\(words): \(status) \(body.prefix(200))" : nil
        case .answeredAsAsked(let asked):
            if Self.isFault(status) { return "\(words): \(status) \(body.prefix(200))" }
            guard status == 200, let problem = Self.problem(asked, body) else { return nil }
            return "\(words): 200 where \(problem): \(String(decoding: asked.prefix(400), as: UTF8.self))"
        }
    }

    private static func isFault(_ status: Int) -> Bool { status >= 500 && status != 501 && status != 505 }

    private static func problem(_ asked: [UInt8], _ answer: String) -> String? {
        guard let question = object(asked) else { return "the request is no JSON object" }
        guard let reply = object(Array(answer.utf8)) else { return "the answer is no JSON object" }
        let inputs = question["inputs"] as? [[String: Any]] ?? []
        let rows = Set(inputs.compactMap { ($0["shape"] as? [Any])?.first as? Int })
        let outputs = reply["outputs"] as? [[String: Any]] ?? []
        let answered = Set(outputs.compactMap { ($0["shape"] as? [Any])?.first as? Int })
        guard !inputs.isEmpty, rows.count == 1, rows == answered || outputs.isEmpty else {
            return "\(rows.sorted()) rows were asked for and \(answered.sorted()) answered"
        }
        if let id = question["id"] as? String, reply["id"] as? String != id { return "the id is not echoed" }
        return nil
    }

    private static func object(_ bytes: [UInt8]) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
    }
}
