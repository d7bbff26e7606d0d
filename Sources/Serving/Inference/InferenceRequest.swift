import Domain

/// The body of an inference request, its tensors still unread.
struct InferenceRequest: Hashable {
    struct RequestedOutput: Hashable {
        var name: String
        /// Nil leaves it to the request.
        var isBinary: Bool?
    }

    var id: String?
    var unit: String?
    var time: Timestamp?
    var inputs: [Tensor]
    /// Nil asks for all.
    var outputs: [RequestedOutput]?
    /// Whether outputs that say nothing themselves go back in binary form.
    var givesBinary: Bool

    /// Reads the JSON of a request and places its binary tensors behind it.
    ///
    /// - Parameters:
    ///   - bytes: The whole body.
    ///   - headerLength: How much of it is JSON.
    /// - Throws: 400 with the byte at which something is wrong, and what to send instead.
    init(_ bytes: UnsafeRawBufferPointer, headerLength: Int) throws(Refusal) {
        var draft = Draft(end: headerLength)
        do throws(JSONError) {
            var reader = JSONReader(UnsafeRawBufferPointer(rebasing: bytes[..<headerLength]))
            try draft.read(&reader)
            try reader.finish()
        } catch {
            throw Refusal(error)
        }
        guard let inputs = draft.inputs, !inputs.isEmpty else {
            throw Refusal(
                400, "there are no inputs; send {\"inputs\": [{\"name\", \"shape\", \"datatype\", \"data\"}, …]}")
        }
        guard draft.end == bytes.count else {
            let claimed = draft.end - headerLength
            throw Refusal(
                400,
                "\(bytes.count - headerLength) bytes follow the JSON, the inputs' binary_data_size sum to \(claimed)")
        }
        self.inputs = inputs
        id = draft.id
        unit = draft.unit
        time = draft.time
        outputs = draft.outputs
        givesBinary = draft.givesBinary ?? false
    }
}

extension InferenceRequest {
    /// What has been read of a request so far; a key that comes twice is refused.
    private struct Draft {
        var id: String?
        var unit: String?
        var time: Timestamp?
        var inputs: [Tensor]?
        var outputs: [RequestedOutput]?
        var givesBinary: Bool?
        var hasParameters = false
        /// Where the next binary tensor begins.
        var end: Int

        init(end: Int) {
            self.end = end
        }

        mutating func read(_ reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "id":
                    guard id == nil else { throw reader.twice(key) }
                    guard try reader.peek() == .string else {
                        throw reader.problem("id is a text; write \"id\": \"…\"")
                    }
                    id = try reader.string()
                case "parameters":
                    guard !hasParameters else { throw reader.twice(key) }
                    hasParameters = true
                    try readParameters(&reader)
                case "inputs":
                    guard inputs == nil else { throw reader.twice(key) }
                    inputs = try readInputs(&reader)
                case "outputs":
                    guard outputs == nil else { throw reader.twice(key) }
                    outputs = try Self.readOutputs(&reader)
                default: try reader.skipValue()
                }
            }
        }

        private mutating func readParameters(_ reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "unit":
                    guard unit == nil else { throw reader.twice(key) }
                    guard try reader.peek() == .string else { throw reader.problem("unit is a text") }
                    unit = try reader.string()
                case "time":
                    guard time == nil else { throw reader.twice(key) }
                    time = try reader.moment()
                case "binary_data_output":
                    guard givesBinary == nil else { throw reader.twice(key) }
                    givesBinary = try reader.flag()
                default: try reader.skipValue()
                }
            }
        }

        private mutating func readInputs(_ reader: inout JSONReader) throws(JSONError) -> [Tensor] {
            var inputs: [Tensor] = []
            try reader.beginArray()
            while try reader.nextElement() {
                var draft = TensorDraft()
                try draft.read(&reader)
                inputs.append(try draft.tensor(binaryAt: &end, reader))
            }
            return inputs
        }

        private static func readOutputs(_ reader: inout JSONReader) throws(JSONError) -> [RequestedOutput]? {
            var outputs: [RequestedOutput] = []
            try reader.beginArray()
            while try reader.nextElement() {
                var draft = TensorDraft()
                try draft.read(&reader)
                guard let name = draft.name else { throw reader.problem("an output needs a name") }
                guard !outputs.contains(where: { $0.name == name }) else {
                    throw reader.problem("output \(name) is asked for twice")
                }
                outputs.append(RequestedOutput(name: name, isBinary: draft.isBinary))
            }
            return outputs.isEmpty ? nil : outputs
        }
    }
}

extension JSONReader {
    /// A moment in milliseconds since 1970, or as an ISO 8601 text.
    mutating func moment() throws(JSONError) -> Timestamp {
        let problem = problem("a time is written in milliseconds since 1970, or as \"2026-05-07T00:30:00Z\"")
        switch try peek() {
        case .number:
            guard let moment = Timestamp(milliseconds: try number()) else { throw problem }
            return moment
        case .string:
            guard let moment = Timestamp(try string()) else { throw problem }
            return moment
        case .object, .array, .flag, .null: throw problem
        }
    }

    func twice(_ key: String) -> JSONError {
        problem("\(key) comes twice; send it once")
    }
}

extension Timestamp {
    /// A moment within the years that a date can be written for; nil for others, and for parts of a millisecond.
    init?(milliseconds: Double) {
        guard milliseconds.magnitude < 253_402_300_800_000, let whole = Int64(exactly: milliseconds) else { return nil }
        self.init(rawValue: whole)
    }
}
