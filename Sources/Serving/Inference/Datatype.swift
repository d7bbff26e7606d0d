/// The element types of the Open Inference Protocol that are taken and given.
enum Datatype: String, Hashable, CaseIterable {
    case bool = "BOOL"
    case uint8 = "UINT8"
    case uint16 = "UINT16"
    case uint32 = "UINT32"
    case uint64 = "UINT64"
    case int8 = "INT8"
    case int16 = "INT16"
    case int32 = "INT32"
    case int64 = "INT64"
    case fp32 = "FP32"
    case fp64 = "FP64"
    case bytes = "BYTES"

    /// Reads a request's word, or says what to send instead.
    static func named(_ word: String, at offset: Int) throws(JSONError) -> Datatype {
        if let type = Datatype(rawValue: word) { return type }
        if word == "FP16" {
            throw JSONError(offset: offset, sentence: "FP16 has no form in JSON and is not taken; send FP32 or FP64")
        }
        let words = allCases.map(\.rawValue).joined(separator: ", ")
        throw JSONError(offset: offset, sentence: "there is no datatype \(word); there are \(words)")
    }

    /// Bytes of one element in binary form; nil for texts, which bring their own length.
    var width: Int? {
        switch self {
        case .bool, .uint8, .int8: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .fp32: 4
        case .uint64, .int64, .fp64: 8
        case .bytes: nil
        }
    }

    /// The numbers that an integer of this type can be; nil for other types.
    var wholeNumbers: ClosedRange<Double>? {
        switch self {
        case .uint8: 0...255
        case .uint16: 0...65_535
        case .uint32: 0...4_294_967_295
        case .uint64: 0...0x1p64.nextDown
        case .int8: -128...127
        case .int16: -32_768...32_767
        case .int32: -2_147_483_648...2_147_483_647
        case .int64: -0x1p63...0x1p63.nextDown
        case .bool, .fp32, .fp64, .bytes: nil
        }
    }

    var isNumber: Bool { self != .bool && self != .bytes }
}
