import Domain
import Testing

@testable import Serving

struct InferenceRefusalTests {
    @Test(arguments: [
        ("", "byte 0 of the JSON: an object is expected here: {\"key\": value}"),
        ("[]", "byte 0 of the JSON: an object is expected here: {\"key\": value}"),
        ("{}", "there are no inputs; send {\"inputs\": [{\"name\", \"shape\", \"datatype\", \"data\"}, …]}"),
        (#"{"id":7}"#, "byte 6 of the JSON: id is a text; write \"id\": \"…\""),
        (#"{"id":"a","id":"b"}"#, "byte 15 of the JSON: id comes twice; send it once"),
        (#"{"inputs":[]} x"#, "byte 14 of the JSON: the text goes on after its value; send one value"),
        (input(#""shape":[1],"datatype":"FP64","data":[1]"#), "an input needs a name"),
        (input(#""name":"price","datatype":"FP64","data":[1]"#), "input price needs a shape, such as [1]"),
        (input(#""name":"price","shape":[1],"data":[1]"#), "input price needs a datatype, such as \"FP64\""),
        (
            input(#""name":"price","shape":[1],"datatype":"FP64""#),
            "input price needs data, or the parameter binary_data_size"
        ),
        (
            input(#""name":"price","shape":[1],"datatype":"FP16","data":[1]"#),
            "FP16 has no form in JSON and is not taken; send FP32 or FP64"
        ),
        (input(#""name":"price","shape":[1],"datatype":"FP65","data":[1]"#), "there is no datatype FP65"),
        (input(#""name":"price","shape":[-1],"datatype":"FP64","data":[1]"#), "a dimension of a shape is at least 0"),
        (input(#""name":"price","shape":[1.0],"datatype":"FP64","data":[1]"#), "a whole number is expected here"),
        (
            input(#""name":"price","shape":[4611686018427387904,4],"datatype":"FP64","data":[1]"#),
            "the shape is too large"
        ),
        (input(#""name":"price","shape":[0],"datatype":"FP64","data":[]"#), "input price has no rows"),
        (input(#""name":"price","shape":[],"datatype":"FP64","data":[1]"#), "input price has no rows"),
        (
            input(#""name":"price","shape":[2],"datatype":"FP64","data":[1]"#),
            "input price has 1 values, its shape [2] needs 2"
        ),
        (
            input(#""name":"price","shape":[1],"datatype":"FP64","data":[1,2]"#),
            "there are more values than the shape [1] has"
        ),
        (
            input(#""name":"price","shape":[1],"datatype":"FP64","data":[[1]]"#),
            "this list lies deeper than the shape [1]"
        ),
        (input(#""name":"price","shape":[2,1],"datatype":"FP64","data":[[1,2]]"#), "a list with 2 members ends here"),
        (input(#""name":"price","shape":[2,1],"datatype":"FP64","data":[[1],2]"#), "lists and values are mixed here"),
        (input(#""name":"price","shape":[1],"datatype":"FP64","data":1"#), "data is a list, also of one value"),
        (input(#""name":"price","shape":[1],"datatype":"FP64","data":["1"]"#), "a number is expected here"),
        (
            input(#""name":"price","shape":[1],"datatype":"FP64","data":[NaN]"#),
            "this is not the beginning of a JSON value"
        ),
        (input(#""name":"price","shape":[1],"datatype":"FP64","data":[1e400]"#), "the number is too large"),
        (input(#""name":"price","shape":[1],"datatype":"FP32","data":[1e39]"#), "too large for FP32; send FP64"),
        (input(#""name":"price","shape":[1],"datatype":"UINT8","data":[256]"#), "256.0 is not of UINT8"),
        (input(#""name":"price","shape":[1],"datatype":"INT8","data":[1.5]"#), "1.5 is not of INT8"),
        (
            input(#""name":"price","shape":[1],"datatype":"FP64","data":[null]"#),
            "row 0 of column price must not be missing"
        ),
        (
            input(#""name":"price","shape":[1],"datatype":"BYTES","data":["1"]"#),
            "column price is a number, not BYTES; send FP64, FP32 or an integer type"
        ),
        (
            input(#""name":"demnad","shape":[1],"datatype":"FP64","data":[1]"#),
            "there is no column demnad; did you mean demand?"
        ),
        (
            input(#""name":"demand","shape":[1],"datatype":"FP64","data":[1]"#),
            "the columns price must not be missing; send an input for each"
        ),
        (
            input(#""name":"rows","shape":[1,4],"datatype":"FP64","data":[1,2,3,4]"#),
            "send [1, 5]: price, demand, day, holiday, opened"
        ),
        (
            input(#""name":"rows","shape":[1,5],"datatype":"BYTES","data":["1","2","3","4","5"]"#),
            "whole rows are numbers, not BYTES"
        ),
        (
            input(#""name":"rows","shape":[1,5],"datatype":"FP64","data":[1,2,3,0,5]"#),
            "column day is a category, which 3.0 is not"
        ),
        (
            input(#""name":"rows","shape":[1,5],"datatype":"FP64","data":[1,2,1,0.5,5]"#),
            "row 0 of column holiday is no boolean; send BOOL"
        ),
        (input(#""name":"rows","shape":[1001,5],"datatype":"FP64","data":[1]"#), "1001 rows are more than the 1000"),
        (
            twoInputs(#""name":"price","shape":[1],"datatype":"FP64","data":[1]"#),
            "input price comes twice; send it once"
        ),
        (
            twoInputs(#""name":"day","shape":[2],"datatype":"BYTES","data":["a","b"]"#),
            "input day has the shape [2]; all columns have the same rows: [1]"
        ),
        (
            twoInputs(#""name":"opened","shape":[1],"datatype":"BYTES","data":["noon"]"#),
            "row 0 of column opened is no time"
        ),
        (twoInputs(#""name":"time","shape":[1],"datatype":"FP64","data":[1.5]"#), "row 0 of time is no time"),
        (
            twoInputs(#""name":"customer","shape":[1],"datatype":"FP64","data":[1.5]"#),
            "row 0 of customer names no unit"
        ),
        (
            twoInputs(
                #""name":"day","shape":[1],"datatype":"BYTES","parameters":{"shared_memory_region":"x"},"data":["a"]"#),
            "shared memory is not known; send data"
        ),
    ])
    func says(body: String, what sentence: String) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("POST", "/v2/models/traffic/infer", body)

            #expect(answer.status == (sentence.contains("more than the 1000") ? 413 : 400))
            #expect(answer.error?.contains(sentence) == true, "\(answer.text)")
            #expect(world.service.requests.isEmpty)
        }
    }

    private static func input(_ members: String) -> String {
        "{\"inputs\":[{\(members)}]}"
    }

    private static func twoInputs(_ members: String) -> String {
        "{\"inputs\":[{\"name\":\"price\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]},{\(members)}]}"
    }
}
