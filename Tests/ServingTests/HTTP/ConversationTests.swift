import Testing

@testable import Serving

struct ConversationTests {
    private let infer = "/v2/models/traffic/infer"

    @Test func answersManyRequestsOverOneConnection() async throws {
        try await ServedWorld.with { world async throws in
            let client = try world.client()

            for number in 1...5 {
                await client.send(ServedWorld.request("POST", infer, Array(String.oneRow.utf8)))
                let answer = try await client.receive()
                #expect(answer.text.contains("traffic.\(number)\""))
                #expect(answer.headers["connection"] == nil)
                #expect(answer.headers["date"] == "Mon, 21 Sep 2026 14:13:20 GMT")
            }
        }
    }

    @Test func answersPipelinedRequestsInOrderAlsoBehindOneThatWaits() async throws {
        try await ServedWorld.with { world async throws in
            world.service.holdFeedback()
            let client = try world.client()
            let row = ServedWorld.request("POST", infer, Array(String.oneRow.utf8))
            let label = Array(#"{"id":"traffic.1","truth":"up"}"#.utf8)
            let feedback = ServedWorld.request("POST", "/v2/models/traffic/feedback", label)
            let live = ServedWorld.request("GET", "/v2/health/live", [])

            await client.send(row + feedback + row + live + feedback + row)
            let first = try await client.receive()
            let askedMeanwhile = world.service.requests.count
            await waitUntil { !world.service.feedback.isEmpty }
            world.service.releaseFeedback()
            var rest: [RawAnswer] = []
            for _ in 0..<5 { rest.append(try await client.receive()) }

            #expect(first.text.contains("traffic.1\""))
            #expect(askedMeanwhile == 1)
            #expect(rest.map(\.status) == [202, 200, 200, 202, 200])
            #expect(rest[1].text.contains("traffic.2\""))
            #expect(rest[4].text.contains("traffic.3\""))
        }
    }

    @Test func takesRequestsInAnyPieces() async throws {
        try await ServedWorld.with { world async throws in
            let client = try world.client()

            for byte in ServedWorld.request("POST", infer, Array(String.oneRow.utf8)) { await client.send([byte]) }

            #expect(try await client.receive().status == 200)
        }
    }

    @Test func takesChunkedBodies() async throws {
        try await ServedWorld.with { world async throws in
            let client = try world.client()
            let (front, back) = (String.oneRow.prefix(10), String.oneRow.dropFirst(10))
            let chunks = [front, back].map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }.joined()

            await client.send(
                "POST \(infer) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)0\r\n\r\n")

            #expect(try await client.receive().status == 200)
        }
    }

    @Test func saysContinueOnlyToWhatWillBeRead() async throws {
        try await ServedWorld.with { world async throws in
            let expect = ["Expect: 100-continue", "Content-Length: \(String.oneRow.utf8.count)"]
            let client = try world.client()
            await client.send(ServedWorld.request("POST", infer, [], headers: expect))
            #expect(try await client.receive().status == 100)
            await client.send(String.oneRow)
            #expect(try await client.receive().status == 200)

            let lost = try await world.ask("POST", "/nowhere", "", headers: expect)
            let huge = try await world.ask(
                "POST", infer, "", headers: ["Expect: 100-continue", "Content-Length: 99999999"])
            let other = try await world.ask("POST", infer, .oneRow, headers: ["Expect: 200-ok"])

            #expect(lost.status == 404)
            #expect(lost.headers["connection"] == "close")
            #expect(huge.status == 413)
            #expect(other.status == 417)
        }
    }

    @Test func closesAfterHTTP10UnlessAskedNotTo() async throws {
        try await ServedWorld.with { world async throws in
            let closing = try world.client()
            await closing.send("GET /v2/health/live HTTP/1.0\r\n\r\n")
            let text = String(decoding: try await closing.receiveEnd(), as: UTF8.self)
            #expect(text.hasSuffix("Connection: close\r\n\r\n{\"live\":true}"))

            let staying = try world.client()
            for _ in 0..<2 {
                await staying.send("GET /v2/health/live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                let answer = try await staying.receive()
                #expect(answer.headers["connection"] == "keep-alive")
            }

            let asked = try world.client()
            await asked.send("GET /v2/health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(String(decoding: try await asked.receiveEnd(), as: UTF8.self).contains("Connection: close"))
        }
    }

    @Test func answersACallerWhoHasEndedItsSide() async throws {
        try await ServedWorld.with { world async throws in
            world.service.holdFeedback()
            let client = try world.client()
            let label = Array(#"{"id":"traffic.1","truth":"up"}"#.utf8)
            await client.send(ServedWorld.request("POST", "/v2/models/traffic/feedback", label))
            client.endInput()
            await waitUntil { !world.service.feedback.isEmpty }
            world.service.releaseFeedback()

            #expect(try await client.receive().status == 202)
            #expect(try await client.receiveEnd().isEmpty)
        }
    }

    @Test(arguments: [
        "GARBAGE\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n", "GET /v2 HTTP/3.0\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
        "POST /v2/models/traffic/infer HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v2/models/traffic/infer HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST /v2/models/traffic/infer HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /v2/models/traffic/infer HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func refusesWhatIsNotHTTP(text: String) async throws {
        try await ServedWorld.with { world async throws in
            let client = try world.client()

            await client.send(text)
            let answer = try await client.receive()

            #expect([400, 505].contains(answer.status))
            #expect(answer.error != nil)
            #expect(answer.headers["connection"] == "close")
            #expect(try await client.receiveEnd().isEmpty)
        }
    }

    @Test func answersAnOfferOfAnotherProtocolInThisOne() async throws {
        try await ServedWorld.with { world async throws in
            let client = try world.client()
            let offer = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"]

            await client.send(ServedWorld.request("GET", "/v2/health/live", [], headers: offer))

            #expect(try await client.receive().status == 200)
            #expect(try await client.receiveEnd().isEmpty)
        }
    }

    @Test(arguments: [
        ("application/json; charset=utf-8", 200), ("application/octet-stream", 200), ("", 200), ("text/plain", 200),
        ("application/x-www-form-urlencoded", 200), ("text/xml", 415), ("Multipart/Form-Data; boundary=x", 415),
        ("image/png", 415),
    ])
    func refusesOnlyWhatCannotBeJSON(type: String, status: Int) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask(
                "POST", infer, .oneRow, headers: type.isEmpty ? [] : ["Content-Type: \(type)"])
            let packed = try await world.ask("POST", infer, .oneRow, headers: ["Content-Encoding: gzip"])

            #expect(answer.status == status)
            #expect(packed.status == 415)
        }
    }
}

/// Waits for a condition without sleeping; a test's time limit ends it where it never holds.
func waitUntil(_ condition: @Sendable () -> Bool) async {
    while !condition() { await Task.yield() }
}
