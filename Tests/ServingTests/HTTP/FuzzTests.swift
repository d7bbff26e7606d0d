import Domain
import Testing

@testable import Serving

struct FuzzTests {
    /// Requests with bytes changed, doubled and left out: each is answered or closed, and no answer is a fault of ours.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func survivesMutatedRequests(seed: UInt64) async throws {
        try await ServedWorld.with(.loopback(limits: .init(requestSeconds: 5, drainSeconds: 5))) { world async throws in
            var generator = SplitMix(state: seed)
            let rows = #"{"id":"a","inputs":[{"name":"rows","shape":[1,3],"datatype":"FP64","data":[[1,2e3,null]]}]}"#
            let seeds = [
                ServedWorld.request("POST", "/v2/models/traffic/infer", Array(String.oneRow.utf8)),
                ServedWorld.request("POST", "/v2/models/power/infer", Array(rows.utf8)),
                ServedWorld.request(
                    "POST", "/v2/models/traffic/feedback", Array(#"{"id":"traffic.1","truth":"up"}"#.utf8)),
                ServedWorld.request(
                    "POST", "/v2/models/traffic/observations", Array(ObservationTests.observation.utf8)),
                ServedWorld.request("GET", "/v2/models/traffic", []),
            ]

            for _ in 0..<100 {
                var bytes = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
                for _ in 0...Int.random(in: 0..<4, using: &generator) { Self.mutate(&bytes, &generator) }
                let client = try world.client()
                await client.send(bytes)
                client.endInput()
                var answers = try await client.receiveEnd()
                while let answer = RawAnswer(takenFrom: &answers, hasBody: true) {
                    #expect(answer.status < 500 || answer.status == 505, "\(String(decoding: bytes, as: UTF8.self))")
                }
            }

            let widths = ["traffic": 5, "power": 3]
            for request in world.service.requests {
                #expect(request.rows.allSatisfy { $0.values.count == widths[request.model.rawValue] })
            }
            #expect(try await world.ask("GET", "/v2/health/live").status == 200)
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[place], at: place)
        default: bytes.removeLast(bytes.count - place)
        }
    }
}
