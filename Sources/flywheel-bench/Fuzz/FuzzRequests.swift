import Domain
import Foundation

/// Draws requests that callers should not send, and some that they should.
struct FuzzRequests {
    static let tokens = [
        "predict": "fuzz-token-predict", "feedback": "fuzz-token-feedback", "read": "fuzz-token-reading",
    ]
    private static let infer = "/v2/models/stream/infer"
    private static let feedback = "/v2/models/stream/feedback"

    private var generator: SeededGenerator
    /// Prediction ids that were given out, with the truth that was told.
    private var labelled: [(id: String, truth: String)] = []
    private var open: [String] = []

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// The next request.
    mutating func next() -> FuzzRequest {
        switch generator.next() % 10 {
        case 0: good()
        case 1: label()
        case 2: forged()
        case 3, 4: wrongInput()
        case 5: wrongPlace()
        case 6: stranger()
        case 7: oversize()
        case 8: mutatedBody()
        default: mutatedBytes()
        }
    }

    /// Takes in what was answered, for later labels.
    mutating func learn(_ request: FuzzRequest, _ status: Int, _ body: String) {
        guard status == 200, let match = body.firstMatch(of: /"prediction_id":"([^"]+)"/) else { return }
        open.append(String(match.1))
        if open.count > 200 { open.removeFirst(100) }
    }

    // MARK: Kinds

    private mutating func good() -> FuzzRequest {
        let body = ServingWorkspaces.turningRequest(unit: "user \(generator.next() % 50)")
        var request = FuzzRequest("a good request", Self.infer, body, token: Self.tokens["predict"], [200])
        if generator.next() % 2 == 0 {
            request.bytes = chunked(Array(body.utf8))
            request.words = "a good request in chunks"
        }
        return request
    }

    private mutating func label() -> FuzzRequest {
        let token = Self.tokens["feedback"]
        if let known = labelled.last, generator.next() % 2 == 0 {
            let isSame = generator.next() % 2 == 0
            let truth = isSame ? known.truth : known.truth == "1" ? "0" : "1"
            // The prediction may be past its horizon by now.
            return FuzzRequest(
                isSame ? "a label again" : "another label", Self.feedback,
                #"{"id":"\#(known.id)","truth":"\#(truth)"}"#,
                token: token, isSame ? [200] : [409])
        }
        guard let id = open.popLast() else { return forged() }
        labelled.append((id, "1"))
        if labelled.count > 200 { labelled.removeFirst(100) }
        return FuzzRequest("a label", Self.feedback, #"{"id":"\#(id)","truth":"1"}"#, token: token, [202, 410])
    }

    private mutating func forged() -> FuzzRequest {
        let number = generator.next() >> 1
        let ids = [
            "stream.\(number)", "other.\(open.last?.split(separator: ".").last ?? "1")", "stream.-1", "stream.", "",
            "stream.99999999999999999999999999", "stream.1e3", "stream.1.2", "STREAM.\(number)", "stream.\u{661}",
            "stream.9223372036854775807", "stream.0x10", "\(number)",
        ]
        let id = pick(ids)
        return FuzzRequest(
            "feedback for \(id)", Self.feedback, #"{"id":"\#(id)","truth":"1"}"#, token: Self.tokens["feedback"],
            [202, 400, 404])
    }

    private mutating func wrongInput() -> FuzzRequest {
        let bodies = [
            "", "{", "null", "[]", "{}", #"{"inputs":[]}"#, #"{"inputs":{}}"#, "\u{feff}{}",
            input(#""shape":[1],"datatype":"FP64","data":[NaN]"#),
            input(#""shape":[1],"datatype":"FP64","data":[1e999]"#),
            input(#""shape":[1],"datatype":"FP64","data":["x"]"#), input(#""shape":[2],"datatype":"FP64","data":[1]"#),
            input(#""shape":[1],"datatype":"FP64","data":[1,2]"#), input(#""shape":[-1],"datatype":"FP64","data":[1]"#),
            input(#""shape":[9223372036854775807,9],"datatype":"FP64","data":[1]"#),
            input(#""shape":[],"datatype":"FP64","data":[]"#), input(#""shape":[0],"datatype":"FP64","data":[]"#),
            input(#""shape":[1],"datatype":"FP63","data":[1]"#), input(#""shape":[1],"datatype":"FP64""#),
            input(#""shape":[1.5],"datatype":"FP64","data":[1]"#), input(#""shape":[1],"datatype":"FP64","data":1"#),
            input(#""shape":[1],"datatype":"FP64","data":[[[[[1,2]]]]]"#),
            input(#""shape":"1","datatype":1,"data":{}"#),
            #"{"inputs":[{"name":"nobody","shape":[1],"datatype":"FP64","data":[1]}]}"#,
            String(repeating: "[", count: 100_000), #"{"inputs":"# + String(repeating: #"{"a":"#, count: 50_000),
            ServingWorkspaces.turningRequest(unit: "a") + "x",
            ServingWorkspaces.turningRequest(unit: "a").dropLast() + ",}",
            #"{"inputs":[{"name":"\ud800","shape":[1],"datatype":"FP64","data":[1]}]}"#,
        ]
        return FuzzRequest("a wrong input", Self.infer, pick(bodies), token: Self.tokens["predict"], [400])
    }

    private func input(_ rest: String) -> String { #"{"inputs":[{"name":"first",\#(rest)}]}"# }

    private mutating func wrongPlace() -> FuzzRequest {
        let body = ServingWorkspaces.turningRequest(unit: "a")
        let paths = [
            "/v2/models/strem/infer", "/v2/models/stream/versions/999/infer", "/v2/models/stream/versions/-1/infer",
            "/v2/models/../../etc/passwd", "/v2/models/%2e%2e/infer", "/v2//models/stream/infer",
            "/v2/models/stream%00/infer",
            "/v2/models/stream/infer/more", "/v2/models/stream/versions//infer", "/v2/models/%ff/infer", "/", "//",
            "/v3",
            "/v2/models/stream%2finfer", "/v2/models/" + String(repeating: "a", count: 4_000) + "/infer",
            "/v2/models/stream/versions/99999999999999999999/infer",
        ]
        if generator.next() % 3 == 0 {
            return FuzzRequest(
                "a wrong method", Self.infer, body,
                method: pick(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]),
                token: Self.tokens["predict"], [405])
        }
        return FuzzRequest("a wrong path", pick(paths), body, token: Self.tokens["predict"], [404, 405])
    }

    private mutating func stranger() -> FuzzRequest {
        let body = ServingWorkspaces.turningRequest(unit: "a")
        let known = Self.tokens["predict"] ?? ""
        switch generator.next() % 4 {
        case 0: return FuzzRequest("no token", Self.infer, body, token: nil, [401])
        case 1:
            let wrong = pick(["", String(known.dropLast()), known + "x", known.uppercased(), "\u{0}", "x"])
            return FuzzRequest("a wrong token", Self.infer, body, token: wrong, [400, 401])
        case 2:
            return FuzzRequest("another permission's token", Self.infer, body, token: Self.tokens["read"], [403])
        default:
            return FuzzRequest(
                "a scheme that is none", Self.infer, body, token: nil,
                headers: [pick(["Authorization: Basic \(known)", "Authorization: \(known)", "Authorization:"])], [401])
        }
    }

    private mutating func oversize() -> FuzzRequest {
        let token = Self.tokens["predict"]
        switch generator.next() % 5 {
        case 0:
            let headers = (0..<2_000).map { "X-Flood-\($0): \(String(repeating: "a", count: 20))" }
            return FuzzRequest("a flood of headers", Self.infer, "{}", token: token, headers: headers, [431])
        case 1:
            let headers = ["X-Long: \(String(repeating: "a", count: 200_000))"]
            return FuzzRequest("a huge header", Self.infer, "{}", token: token, headers: headers, [431])
        case 2:
            let bytes = Array(
                "POST \(Self.infer) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token ?? "")\r\nContent-Length: 99999999999\r\n\r\n{"
                    .utf8)
            return FuzzRequest("a huge body announced", bytes, .statuses([413]))
        case 3:
            let rows = Array(repeating: "1", count: 2_000).joined(separator: ",")
            return FuzzRequest(
                "too many rows", Self.infer, input(#""shape":[2000],"datatype":"FP64","data":[\#(rows)]"#),
                token: token,
                [400, 413])
        default:
            let body = String(repeating: " ", count: 5_000_000)
            return FuzzRequest("a huge body", Self.infer, body, token: token, [413])
        }
    }

    private mutating func mutatedBody() -> FuzzRequest {
        var body = Array(
            (generator.next() % 2 == 0
                ? ServingWorkspaces.turningRequest(unit: "user 1")
                : #"{"id":"a","inputs":[{"name":"rows","shape":[2,2],"datatype":"FP64","data":[[1,2e-1],[0.5,-1]]}]}"#)
                .utf8)
        for _ in 0...(generator.next() % 4) { mutate(&body) }
        return FuzzRequest(
            "a changed body", FuzzRequest.bytes("POST", Self.infer, body, token: Self.tokens["predict"]),
            .answeredAsAsked(body: body))
    }

    private mutating func mutatedBytes() -> FuzzRequest {
        var bytes = (generator.next() % 2 == 0 ? good() : wrongInput()).bytes
        for _ in 0...(generator.next() % 6) { mutate(&bytes) }
        return FuzzRequest("changed bytes", bytes, .noFault)
    }

    // MARK: Means

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let place = Int(generator.next() % UInt64(bytes.count))
        let other = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 7 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[other], at: place)
        case 3: bytes.removeLast(bytes.count - place)
        case 4: bytes.insert(contentsOf: bytes[min(place, other)..<max(place, other)], at: place)
        case 5: bytes.swapAt(place, other)
        default:
            bytes.insert(
                contentsOf: Array(pick(["\r\n", "\u{0}", "1e400", "-0", "\\u0000", "null", "{}", "[]", "\""]).utf8),
                at: place)
        }
    }

    private mutating func chunked(_ body: [UInt8]) -> [UInt8] {
        var bytes = Array(
            "POST \(Self.infer) HTTP/1.1\r\nHost: fuzz\r\nAuthorization: Bearer \(Self.tokens["predict"] ?? "")\r\nTransfer-Encoding: chunked\r\n\r\n"
                .utf8)
        var rest = body[...]
        while !rest.isEmpty {
            let piece = rest.prefix(1 + Int(generator.next() % 40))
            rest = rest.dropFirst(piece.count)
            bytes += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }

    private mutating func pick(_ texts: [String]) -> String { texts[Int(generator.next() % UInt64(texts.count))] }
}
