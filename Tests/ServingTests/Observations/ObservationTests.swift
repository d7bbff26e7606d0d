import Domain
import Testing

@testable import Serving

struct ObservationTests {
    private static let path = "/v2/models/traffic/observations"
    static let observation =
        #"{"id":"order 17","version":"2026-05","unit":"u1","time":1790000000000,"#
        + #""inputs":{"price":1.5,"day":"mon","holiday":true},"outputs":{"class":"up"}}"#

    /// The observation with one part written otherwise.
    private static func with(_ old: String, _ new: String) -> String { observation.replacing(old, with: new) }

    @Test func tellsTheServiceWhatWasAnsweredElsewhere() async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("POST", Self.path, Self.observation)

            #expect(answer.status == 202)
            #expect(answer.text == #"{"id":"order 17","status":202,"prediction_id":"traffic.8"}"#)
            #expect(
                world.service.observations == [
                    Observation(
                        ownID: "order 17", version: "2026-05", unit: "u1", time: Timestamp(rawValue: 1_790_000_000_000),
                        values: [.number(1.5), .missing, .category("mon"), .flag(true), .missing],
                        output: .probabilities([0, 1]))
                ])
        }
    }

    @Test(arguments: [
        (#"{"probabilities":[0.25,0.75]}"#, Output.probabilities([0.25, 0.75])),
        (#"{"probabilities":{"up":0.75,"down":0.25}}"#, .probabilities([0.25, 0.75])),
        (#"{"class":"up","probabilities":{"up":0.6,"down":0.4}}"#, .probabilities([0.4, 0.6])),
        (#"{"class":"down"}"#, .probabilities([1, 0])),
    ])
    func readsOutputsInEachForm(outputs: String, output: Output) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("POST", Self.path, Self.with(#"{"class":"up"}"#, outputs))

            #expect(answer.status == 202)
            #expect(world.service.observations.map(\.output) == [output])
        }
    }

    @Test(arguments: [
        (with("order 17", "abc"), 200, #"{"id":"abc","status":200,"prediction_id":"traffic.3"}"#),
        (with("order 17", "abcd"), 503, "not recorded: the disk is full; send it again"),
        (with("order 17", "abcde"), 409, "traffic is served here"),
        (with(#""id":"order 17","#, ""), 400, "an observation needs an id"),
        (with(#""version":"2026-05","#, ""), 400, "an observation needs the version"),
        (with("order 17", ""), 400, "id has 1 to 200 bytes"),
        (with("unit", "user"), 400, "an observation has no key user"),
        (with(#""unit""#, #""id""#), 400, "id comes twice"),
        (with("price", "prise"), 400, "there is no column prise; did you mean price?"),
        (with("1.5", #""dear""#), 400, "row 0 of column price is no number"),
        (with(#""price":1.5,"#, ""), 400, "row 0 of column price must not be missing"),
        (with(#""up""#, #""sideways""#), 400, #"the outputs of a classification are {\"class\": \"down\"}"#),
        (with(#"{"class":"up"}"#, #"{"probabilities":[0.5,0.6]}"#), 400, "sum to 1"),
        (with(#"{"class":"up"}"#, #"{"probabilities":[-1,2]}"#), 400, "sum to 1"),
        (with(#"{"class":"up"}"#, #"{"value":3}"#), 400, "the outputs of a classification"),
        (with("1790000000000", #""noon""#), 400, "a time is written in milliseconds"),
        ("[]", 400, "there is no item"), ("{}", 400, "an observation needs an id"), ("", 400, "byte 0 of the JSON"),
    ])
    func saysWhatBecameOfOne(body: String, status: Int, text: String) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("POST", Self.path, body)

            #expect(answer.status == status)
            #expect(answer.text.contains(text), "\(answer.text)")
        }
    }

    @Test func saysWhatBecameOfEachOfMany() async throws {
        try await ServedWorld.with { world async throws in
            let bad = Self.with("price", "prise")
            let answer = try await world.ask("POST", Self.path, "{\"items\":[\(Self.observation),\(bad)]}")

            #expect(answer.status == 200)
            #expect(answer.text.hasPrefix(#"{"items":[{"id":"order 17","status":202,"prediction_id":"traffic.8"},"#))
            #expect(answer.text.contains(#""status":400"#))
            #expect(world.service.observations.count == 1)
        }
    }

    @Test func takesTheNumberOfARegression() async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask(
                "POST", "/v2/models/power/observations",
                #"{"id":"order 18","version":3,"inputs":{"a":1,"b":2,"c":null},"outputs":{"value":3.5}}"#)

            #expect(answer.status == 202)
            #expect(world.service.observations.map(\.output) == [.value(3.5)])
            #expect(world.service.observations.map(\.version) == ["3"])
        }
    }
}
