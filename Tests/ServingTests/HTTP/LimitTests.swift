import Testing

@testable import Serving

struct LimitTests {
    private let infer = "/v2/models/traffic/infer"

    @Test func refusesALongBodyBeforeItIsSent() async throws {
        try await ServedWorld.with(.loopback(limits: .init(bodyBytes: 1_000, drainSeconds: 5))) { world async throws in
            let fits = String.oneRow + String(repeating: " ", count: 1_000 - String.oneRow.utf8.count)

            let whole = try await world.ask("POST", infer, fits)
            let announced = try await world.ask("POST", infer, "", headers: ["Content-Length: 1001"])
            let client = try world.client()
            let chunk = "3E8\r\n\(fits)\r\n1\r\n \r\n"
            await client.send("POST \(infer) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)")
            let grown = try await client.receive()

            #expect(whole.status == 200)
            #expect(announced.status == 413)
            #expect(announced.error == "the body is longer than 1000 bytes; send fewer rows at a time")
            #expect(grown.status == 413)
            #expect(try await client.receiveEnd().isEmpty)
        }
    }

    @Test func refusesLongHeads() async throws {
        try await ServedWorld.with(.loopback(limits: .init(headerBytes: 500, drainSeconds: 5))) { world async throws in
            let filler = String(repeating: "x", count: 500)

            let header = try await world.ask("GET", "/v2/health/live", headers: ["X-Long: \(filler)"])
            let path = try await world.ask("GET", "/v2/health/live?\(filler)")
            let flood = try await world.ask("GET", "/v2/health/live", headers: (0..<300).map { "X-\($0): 1" })
            let huge = try await world.ask(
                "GET", "/v2/health/live", headers: ["X-Long: \(String(repeating: filler, count: 200))"])

            #expect([header, path, flood, huge].map(\.status) == [431, 431, 431, 431])
        }
    }

    @Test func refusesManyRows() async throws {
        try await ServedWorld.with(.loopback(limits: .init(rows: 2, drainSeconds: 5))) { world async throws in
            let rows = #"{"inputs":[{"name":"price","shape":[3],"datatype":"FP64","data":[1,2,3]}]}"#
            let label = #"{"id":"traffic.1","truth":"up"}"#

            let predicted = try await world.ask("POST", infer, rows)
            let labelled = try await world.ask("POST", "/v2/models/traffic/feedback", "[\(label),\(label),\(label)]")

            #expect([predicted.status, labelled.status] == [413, 413])
            #expect(world.service.requests.isEmpty)
            #expect(world.service.feedback.isEmpty)
        }
    }

    @Test func tellsAConnectionTooMany() async throws {
        try await ServedWorld.with(.loopback(limits: .init(connections: 2, drainSeconds: 5))) { world async throws in
            let (first, second) = (try world.client(), try world.client())
            for client in [first, second] {
                await client.send(ServedWorld.request("GET", "/v2/health/live", []))
                #expect(try await client.receive().status == 200)
            }

            let third = try world.client()
            let answer = try await third.receive()

            #expect(answer.status == 503)
            #expect(try await third.receiveEnd().isEmpty)
            first.endInput()
            #expect(try await first.receiveEnd().isEmpty)
            #expect(try await world.ask("GET", "/v2/health/live").status == 200)
        }
    }

    @Test(arguments: [
        "POST /v2/models/traf", "POST /v2/models/traffic/infer HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
    ])
    func givesUpOnASlowCaller(beginning: String) async throws {
        try await ServedWorld.with(.loopback(limits: .init(requestSeconds: 0.1, drainSeconds: 5))) {
            world async throws in
            let client = try world.client()

            await client.send(beginning)
            let answer = try await client.receive()

            #expect(answer.status == 408)
            #expect(try await client.receiveEnd().isEmpty)
        }
    }

    @Test func closesAnIdleConnection() async throws {
        try await ServedWorld.with(.loopback(limits: .init(idleSeconds: 0.1, drainSeconds: 5))) { world async throws in
            let client = try world.client()

            await client.send(ServedWorld.request("GET", "/v2/health/live", []))
            #expect(try await client.receive().status == 200)

            #expect(try await client.receiveEnd().isEmpty)
        }
    }
}
