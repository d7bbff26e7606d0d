import NIOCore

/// A header of an answer.
struct AnswerHeader: Hashable {
    var name: String
    var value: String
}

/// What goes back for one request.
struct Answer {
    var status: Int
    var contentType: String
    var headers: [AnswerHeader]
    var body: ByteBuffer
    /// What the counters are told; nil counts as a request that no route was found for.
    var tally: Tally

    init(
        status: Int = 200, contentType: String = "application/json", headers: [AnswerHeader] = [], body: ByteBuffer,
        tally: Tally
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
        self.tally = tally
    }

    init(_ refusal: Refusal, tally: Tally) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("error")
        writer.string(refusal.sentence)
        writer.endObject()
        self.init(status: refusal.status, headers: refusal.header.map { [$0] } ?? [], body: writer.buffer, tally: tally)
    }

    /// Status line, headers and body as they go over the wire.
    ///
    /// - Parameters:
    ///   - date: The value of the `Date` header.
    ///   - connection: `close`, or `keep-alive` where a client of HTTP/1.0 asked for it; nil leaves the header out.
    ///   - withBody: False for the answer to a `HEAD`.
    ///   - allocator: Makes the buffer.
    /// - Returns: One buffer, ready to be written.
    func bytes(date: String, connection: String?, withBody: Bool, allocator: ByteBufferAllocator) -> ByteBuffer {
        var bytes = allocator.buffer(capacity: 256 + body.readableBytes)
        bytes.writeStaticString("HTTP/1.1 ")
        bytes.writeString(String(status))
        bytes.writeStaticString(" ")
        bytes.writeString(Self.reason(status))
        bytes.writeStaticString("\r\nContent-Type: ")
        bytes.writeString(contentType)
        bytes.writeStaticString("\r\nContent-Length: ")
        bytes.writeString(String(body.readableBytes))
        bytes.writeStaticString("\r\nDate: ")
        bytes.writeString(date)
        for header in headers {
            bytes.writeStaticString("\r\n")
            bytes.writeString(header.name)
            bytes.writeStaticString(": ")
            bytes.writeString(header.value)
        }
        if let connection {
            bytes.writeStaticString("\r\nConnection: ")
            bytes.writeString(connection)
        }
        bytes.writeStaticString("\r\n\r\n")
        if withBody { bytes.writeImmutableBuffer(body) }
        return bytes
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 202: "Accepted"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Answer"
        }
    }
}
