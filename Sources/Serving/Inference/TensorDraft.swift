/// What has been read of an input or a requested output so far.
struct TensorDraft {
    var name: String?
    var isBinary: Bool?
    private var shape: [Int]?
    private var datatype: Datatype?
    private var dataPlace: Int?
    private var binarySize: Int?

    /// The most dimensions that a shape may have; ours have two.
    private static let rankLimit = 8

    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name":
                guard name == nil else { throw reader.twice(key) }
                name = try reader.string()
            case "shape":
                guard shape == nil else { throw reader.twice(key) }
                shape = try Self.readShape(&reader)
            case "datatype":
                guard datatype == nil else { throw reader.twice(key) }
                let word = try reader.string()
                datatype = try Datatype.named(word, at: reader.index)
            case "data":
                guard dataPlace == nil else { throw reader.twice(key) }
                guard try reader.peek() == .array else { throw reader.problem("data is a list, also of one value") }
                dataPlace = reader.index
                try reader.skipValue()
            case "parameters": try readParameters(&reader)
            default: try reader.skipValue()
            }
        }
    }

    /// The finished tensor; a binary one takes its bytes from `place` on.
    func tensor(binaryAt place: inout Int, _ reader: JSONReader) throws(JSONError) -> Tensor {
        guard let name else { throw reader.problem("an input needs a name") }
        guard let shape else { throw reader.problem("input \(name) needs a shape, such as [1]") }
        guard let datatype else { throw reader.problem("input \(name) needs a datatype, such as \"FP64\"") }
        let content: Tensor.Content
        switch (dataPlace, binarySize) {
        case (let place?, nil): content = .json(at: place)
        case (nil, let size?):
            let (end, overflows) = place.addingReportingOverflow(size)
            guard !overflows else { throw reader.problem("binary_data_size of input \(name) is too large") }
            content = .binary(place..<end)
            place = end
        case (nil, nil): throw reader.problem("input \(name) needs data, or the parameter binary_data_size")
        case (_?, _?): throw reader.problem("input \(name) has both data and binary_data_size; send one of them")
        }
        return Tensor(name: name, shape: shape, datatype: datatype, content: content)
    }

    private mutating func readParameters(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "binary_data_size":
                guard binarySize == nil else { throw reader.twice(key) }
                let size = try reader.integer()
                guard size >= 0 else { throw reader.problem("binary_data_size is at least 0") }
                binarySize = size
            case "binary_data":
                guard isBinary == nil else { throw reader.twice(key) }
                isBinary = try reader.flag()
            case "classification":
                throw reader.problem("the parameter classification is not known; ask for probabilities")
            case "shared_memory_region": throw reader.problem("shared memory is not known; send data")
            default: try reader.skipValue()
            }
        }
    }

    private static func readShape(_ reader: inout JSONReader) throws(JSONError) -> [Int] {
        var shape: [Int] = []
        var product = 1
        try reader.beginArray()
        while try reader.nextElement() {
            let dimension = try reader.integer()
            guard dimension >= 0 else { throw reader.problem("a dimension of a shape is at least 0") }
            let (next, overflows) = product.multipliedReportingOverflow(by: dimension)
            guard !overflows, shape.count < rankLimit else { throw reader.problem("the shape is too large") }
            product = next
            shape.append(dimension)
        }
        return shape
    }
}
