/// An answer as it came over the wire.
struct RawAnswer: Equatable, Sendable {
    var status: Int
    /// Names in small letters.
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The sentence of an error; nil for another answer.
    var error: String? {
        let prefix = "{\"error\":\""
        guard text.hasPrefix(prefix), text.hasSuffix("\"}") else { return nil }
        return String(text.dropFirst(prefix.count).dropLast(2)).replacing("\\\"", with: "\"")
    }

    /// Takes one answer from the front of bytes; nil while it is not whole.
    init?(takenFrom bytes: inout [UInt8], hasBody: Bool) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let length = hasBody && status != 100 ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        guard bytes.count >= end.upperBound + length else { return nil }
        self.status = status
        self.headers = headers
        body = Array(bytes[end.upperBound..<end.upperBound + length])
        bytes.removeFirst(end.upperBound + length)
    }
}
