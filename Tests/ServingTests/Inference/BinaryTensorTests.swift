import Domain
import Testing

@testable import Serving

struct BinaryTensorTests {
    @Test func takesTensorsBehindTheJSON() async throws {
        try await ServedWorld.with { world async throws in
            let price = Self.bytes([1.5, -2])
            let day: [UInt8] = [3, 0, 0, 0] + Array("mon".utf8) + [1, 0, 0, 0] + Array("1".utf8)
            let json = """
                {"inputs":[{"name":"price","shape":[2,1],"datatype":"FP64","parameters":{"binary_data_size":16}},
                {"name":"demand","shape":[2],"datatype":"INT8","data":[1,2]},
                {"name":"day","shape":[2],"datatype":"BYTES","parameters":{"binary_data_size":\(day.count)}},
                {"name":"holiday","shape":[2],"datatype":"BOOL","parameters":{"binary_data_size":2}}]}
                """

            let answer = try await Self.infer(world, json, price + day + [1, 0])

            #expect(answer.status == 200, "\(answer.text)")
            let expected: [[FieldValue]] = [
                [.number(1.5), .number(1), .category("mon"), .flag(true), .missing],
                [.number(-2), .number(2), .category("1"), .flag(false), .missing],
            ]
            #expect(world.service.requests.first?.rows.map(\.values) == expected)
        }
    }

    @Test func givesOutputsBehindTheJSON() async throws {
        try await ServedWorld.with { world async throws in
            let json = """
                {"inputs":[{"name":"price","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[
                {"name":"class","parameters":{"binary_data":true}},{"name":"probabilities","parameters":{"binary_data":true}}]}
                """

            let answer = try await world.ask("POST", "/v2/models/traffic/infer", json)

            let length = try #require(answer.headers["inference-header-content-length"].flatMap { Int($0) })
            #expect(answer.headers["content-type"] == "application/octet-stream")
            #expect(
                String(decoding: answer.body[..<length], as: UTF8.self).hasSuffix(
                    """
                    "outputs":[{"name":"class","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":6}},\
                    {"name":"probabilities","datatype":"FP64","shape":[1,2],"parameters":{"binary_data_size":16}}]}
                    """))
            #expect(
                Array(answer.body[length...]) == [2, 0, 0, 0] + Array("up".utf8)
                    + Self.bytes([0.25, 0.75]))
        }
    }

    @Test func mixesBothFormsOfOutputs() async throws {
        try await ServedWorld.with { world async throws in
            let json = """
                {"parameters":{"binary_data_output":true},"inputs":[{"name":"price","shape":[1],"datatype":"FP64","data":[1]}],
                "outputs":[{"name":"class","parameters":{"binary_data":false}},{"name":"probabilities"}]}
                """

            let answer = try await world.ask("POST", "/v2/models/traffic/infer", json)

            #expect(
                answer.body.count == (answer.headers["inference-header-content-length"].flatMap { Int($0) } ?? 0) + 16)
            #expect(answer.text.contains("\"data\":[\"up\"]"))
        }
    }

    @Test(arguments: [
        ("FP64", 4, [0, 0, 0, 0], "has 4 bytes, its shape [1] of FP64 needs 8 bytes a value"),
        ("FP64", 8, [0, 0, 0, 0], "4 bytes follow the JSON, the inputs' binary_data_size sum to 8"),
        ("FP64", 4, [0, 0, 0, 0, 0], "5 bytes follow the JSON, the inputs' binary_data_size sum to 4"),
        ("FP32", 4, [0, 0, 0x80, 0x7F], "holds inf; send finite numbers"),
        ("FP32", 4, [0, 0, 0xC0, 0x7F], "holds nan; send finite numbers"),
        ("BOOL", 1, [2], "is BOOL; its bytes are 0 or 1"),
        ("BYTES", 3, [0, 0, 0], "ends within a text"),
        ("BYTES", 5, [2, 0, 0, 0, 65], "ends within a text"),
        ("BYTES", 5, [1, 0, 0, 0, 255], "has a text that is not UTF-8"),
        ("BYTES", 8, [0, 0, 0, 0, 0, 0, 0, 0], "has 2 values, its shape [1] needs 1"),
        ("FP64", -1, [], "binary_data_size is at least 0"),
    ])
    func refuses(datatype: String, size: Int, bytes: [UInt8], sentence: String) async throws {
        try await ServedWorld.with { world async throws in
            let column = datatype == "BYTES" ? "day" : (datatype == "BOOL" ? "holiday" : "price")
            let json = """
                {"inputs":[{"name":"\(column)","shape":[1],"datatype":"\(datatype)",\
                "parameters":{"binary_data_size":\(size)}}]}
                """

            let answer = try await Self.infer(world, json, bytes)

            #expect(answer.status == 400)
            #expect(answer.error?.contains(sentence) == true, "\(answer.text)")
        }
    }

    @Test(arguments: ["x", "-1", "99999", "9999999999999999999999"])
    func refusesALengthThatCannotBe(length: String) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask(
                "POST", "/v2/models/traffic/infer", .oneRow, headers: ["Inference-Header-Content-Length: \(length)"])

            #expect(answer.status == 400)
        }
    }

    private static func infer(_ world: ServedWorld, _ json: String, _ bytes: [UInt8]) async throws -> RawAnswer {
        let length = "Inference-Header-Content-Length: \(json.utf8.count)"
        return try await world.ask("POST", "/v2/models/traffic/infer", Array(json.utf8) + bytes, headers: [length])
    }

    private static func bytes(_ values: [Double]) -> [UInt8] {
        values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
    }
}
