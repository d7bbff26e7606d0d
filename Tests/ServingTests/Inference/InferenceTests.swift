import Domain
import Testing

@testable import Serving

struct InferenceTests {
    @Test func answersARowOfNamedColumns() async throws {
        try await ServedWorld.with { world async throws in
            let body = """
                {"id":"r-1","parameters":{"unit":"u7","time":"2026-05-07T00:30:00Z"},"inputs":[
                {"name":"price","shape":[1],"datatype":"FP64","data":[1.5]},
                {"name":"day","shape":[1,1],"datatype":"BYTES","data":[["mon"]]},
                {"name":"holiday","shape":[1],"datatype":"BOOL","data":[true]},
                {"name":"opened","shape":[1],"datatype":"INT64","data":[1000]}]}
                """

            let answer = try await world.ask("POST", "/v2/models/traffic/infer", body)

            #expect(answer.status == 200)
            #expect(
                answer.text == """
                    {"model_name":"traffic","model_version":"3","id":"r-1","parameters":{"prediction_id":"traffic.1",\
                    "arm":"champion","version":"v3","unit":"u7","rollout":7},"outputs":[{"name":"probabilities",\
                    "datatype":"FP64","shape":[1,2],"data":[0.25,0.75]},{"name":"class","datatype":"BYTES","shape":[1],\
                    "data":["up"]}]}
                    """)
            let values: [FieldValue] = [
                .number(1.5), .missing, .category("mon"), .flag(true), .time(Timestamp(rawValue: 1_000)),
            ]
            let time = Timestamp("2026-05-07T00:30:00Z")
            #expect(world.service.requests.first?.rows == [.init(values: values, unit: "u7", time: time)])
        }
    }

    @Test func answersABatchOfColumns() async throws {
        try await ServedWorld.with { world async throws in
            let body = """
                {"inputs":[{"name":"price","shape":[2],"datatype":"INT32","data":[-1,2]},
                {"name":"customer","shape":[2],"datatype":"BYTES","data":["a",null]},
                {"name":"time","shape":[2,1],"datatype":"INT64","data":[[5],[6]]},
                {"name":"demand","shape":[2],"datatype":"FP32","data":[null,0.5]}]}
                """

            let answer = try await world.ask("POST", "/v2/models/traffic/infer", body)

            #expect(
                answer.text == """
                    {"model_name":"traffic","model_version":"3","parameters":{"prediction_ids":["traffic.1","traffic.2"],\
                    "arms":["champion","champion"],"versions":["v3","v3"],"units":["a",null],\
                    "unsticky":[false,true],"rollout":7},"outputs":[{"name":"probabilities",\
                    "datatype":"FP64","shape":[2,2],"data":[0.75,0.25,0.25,0.75]},{"name":"class",\
                    "datatype":"BYTES","shape":[2],"data":["down","up"]}]}
                    """)
            #expect(world.service.requests.first?.rows.map(\.time?.rawValue) == [5, 6])
            #expect(world.service.requests.first?.rows.map(\.unit) == ["a", nil])
        }
    }

    @Test(arguments: [
        ("[2,3]", "FP64", "[[1,2,3],[4,5,6.5]]"), ("[2,3]", "FP64", "[1,2,3,4,5,6.5]"),
        ("[2,3]", "FP32", "[1,2,3,4,5,6.5]"),
    ])
    func answersWholeRows(shape: String, datatype: String, data: String) async throws {
        try await ServedWorld.with { world async throws in
            let body =
                "{\"inputs\":[{\"data\":\(data),\"datatype\":\"\(datatype)\",\"shape\":\(shape),\"name\":\"rows\"}]}"

            let answer = try await world.ask("POST", "/v2/models/power/infer", body)

            #expect(
                answer.text.hasSuffix("{\"name\":\"value\",\"datatype\":\"FP64\",\"shape\":[2],\"data\":[6.0,15.5]}]}"))
        }
    }

    @Test func takesCategoriesFlagsAndTimesFromWholeRows() async throws {
        try await ServedWorld.with { world async throws in
            let row = #"{"name":"x","shape":[1,5],"datatype":"FP64","data":[1,null,2,1,1000]}"#

            let answer = try await world.ask("POST", "/v2/models/traffic/infer", "{\"inputs\":[\(row)]}")

            #expect(answer.status == 200)
            let values: [FieldValue] = [
                .number(1), .missing, .category("2"), .flag(true), .time(Timestamp(rawValue: 1_000)),
            ]
            #expect(world.service.requests.first?.rows.first?.values == values)
        }
    }

    @Test func honoursTheOutputsAskedFor() async throws {
        try await ServedWorld.with { world async throws in
            let inputs = #""inputs":[{"name":"price","shape":[1],"datatype":"FP64","data":[1]}]"#

            let some = try await world.ask(
                "POST", "/v2/models/traffic/infer", "{\(inputs),\"outputs\":[{\"name\":\"class\"}]}")
            let none = try await world.ask(
                "POST", "/v2/models/traffic/infer", "{\(inputs),\"outputs\":[{\"name\":\"clas\"}]}")

            #expect(some.text.hasSuffix(#""outputs":[{"name":"class","datatype":"BYTES","shape":[1],"data":["up"]}]}"#))
            #expect(none.status == 400)
            #expect(none.error == "there is no output clas; did you mean class?")
        }
    }

    @Test(arguments: [
        ("/v2/models/traffic/infer", "", 3), ("/v2/models/traffic/versions/4/infer", "", 4),
        ("/v2/models/traffic/versions/v4/infer/", "", 4), ("/v2/models/traffic/infer", "X-Flywheel-Arm: candidate", 4),
        ("/v2/models/traffic/infer?x=1", "X-Flywheel-Arm: champion", 3), ("/v2/models/tr%61ffic/infer", "", 3),
        ("http://test/v2/models/traffic/infer", "", 3),
    ])
    func takesTheVersionFromPathOrHeader(path: String, header: String, version: Int) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("POST", path, .oneRow, headers: header.isEmpty ? [] : [header])

            #expect(answer.status == 200)
            #expect(answer.text.contains("\"model_version\":\"\(version)\""))
        }
    }

    @Test(arguments: [
        ("/v2/models/trafic/infer", "", 404, "there is no model trafic; did you mean traffic?"),
        ("/v2/models/traffic/versions/9/infer", "", 404, "v9 is not loaded; loaded are v3, v4"),
        (
            "/v2/models/traffic/versions/x/infer", "", 404,
            "there is no version x; versions are numbers, such as 3 or v3"
        ),

        (
            "/v2/models/traffic/infer", "X-Flywheel-Arm: both", 400,
            "X-Flywheel-Arm is champion or candidate, or left out"
        ),
    ])
    func refusesUnknownModelsVersionsAndArms(path: String, header: String, status: Int, error: String) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("POST", path, .oneRow, headers: header.isEmpty ? [] : [header])

            #expect(answer.status == status)
            if !error.isEmpty { #expect(answer.error == error) }
        }
    }

    @Test func refusesATesterWithoutACandidateAndAModelWithoutTraining() async throws {
        try await ServedWorld.with { world async throws in
            let row = #"{"inputs":[{"name":"a","shape":[1],"datatype":"FP64","data":[1]}]}"#

            let candidate = try await world.ask(
                "POST", "/v2/models/power/infer", row, headers: ["X-Flywheel-Arm: candidate"])
            let untrained = try await world.ask("POST", "/v2/models/empty/infer", row)

            #expect(candidate.status == 409)
            #expect(candidate.error == "power has no candidate in its traffic; leave the arm out")
            #expect(untrained.status == 503)
            #expect(untrained.headers["retry-after"] == "5")
        }
    }

    @Test func refusesAnAnswerThatIsNoNumber() async throws {
        let service = FakeService()
        service.answer(with: .probabilities([.nan, 1]))
        try await ServedWorld.with(service: service) { world async throws in
            let answer = try await world.ask("POST", "/v2/models/traffic/infer", .oneRow)

            #expect(answer.status == 500)
        }
    }
}

extension String {
    /// A request for one row of `traffic`.
    static let oneRow = #"{"inputs":[{"name":"price","shape":[1],"datatype":"FP64","data":[1]}]}"#

    @Test(arguments: [
        ("[-666]", #""quarantined":"range: price is -666.0""#),
        ("[1,-666]", #""quarantined":[null,"range: price is -666.0"]"#),
    ])
    func saysWhichRowsWillBeQuarantined(data: String, word: String) async throws {
        try await ServedWorld.with { world async throws in
            let count = data.contains(",") ? 2 : 1
            let body = #"{"inputs":[{"name":"price","shape":[\#(count)],"datatype":"FP64","data":\#(data)}]}"#

            let answer = try await world.ask("POST", "/v2/models/traffic/infer", body)

            #expect(answer.status == 200)
            #expect(answer.text.contains(word), "\(answer.text)")
        }
    }
}
