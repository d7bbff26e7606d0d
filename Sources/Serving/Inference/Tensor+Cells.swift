extension Tensor {
    /// All elements, row-major.
    ///
    /// - Parameter bytes: The whole body of the request.
    /// - Returns: As many as the shape has.
    /// - Throws: 400 where data and shape disagree, or an element is not of the datatype.
    func cells(in bytes: UnsafeRawBufferPointer) throws(Refusal) -> [Cell] {
        switch content {
        case .json(let place):
            var cells: [Cell] = []
            // A claimed shape reserves no memory beyond what its body could fill.
            cells.reserveCapacity(min(count, bytes.count))
            do throws(JSONError) {
                var reader = JSONReader(bytes, at: place)
                try readLevel(0, &reader, into: &cells)
            } catch {
                throw Refusal(400, "input \(name), byte \(error.offset) of the JSON: \(error.sentence)")
            }
            guard cells.count == count else { throw wrongCount(cells.count) }
            return cells
        case .binary(let range):
            return try binaryCells(UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
    }

    func wrongCount(_ found: Int) -> Refusal {
        Refusal(400, "input \(name) has \(found) values, its shape \(shape) needs \(count)")
    }

    private func readLevel(_ level: Int, _ reader: inout JSONReader, into cells: inout [Cell]) throws(JSONError) {
        var members = 0
        var holdsLists: Bool?
        try reader.beginArray()
        while try reader.nextElement() {
            let isList = try reader.peek() == .array
            guard holdsLists == nil || holdsLists == isList else {
                throw reader.problem("lists and values are mixed here")
            }
            holdsLists = isList
            if isList {
                guard level + 1 < shape.count else {
                    throw reader.problem("this list lies deeper than the shape \(shape)")
                }
                try readLevel(level + 1, &reader, into: &cells)
            } else {
                guard cells.count < count else {
                    throw reader.problem("there are more values than the shape \(shape) has")
                }
                cells.append(try readCell(&reader))
            }
            members += 1
        }
        // One flat list is allowed for any shape; else the nesting must be that of the shape.
        let isFlat = level == 0 && holdsLists != true
        guard !isFlat else { return }
        guard holdsLists == true || level == shape.count - 1, members == shape[level] else {
            throw reader.problem("a list with \(members) members ends here, which the shape \(shape) does not allow")
        }
    }

    private func readCell(_ reader: inout JSONReader) throws(JSONError) -> Cell {
        if try reader.peek() == .null {
            try reader.null()
            return .missing
        }
        switch datatype {
        case .bool: return .flag(try reader.flag())
        case .bytes: return .text(try reader.string())
        case .fp32, .fp64:
            let value = try reader.number()
            guard datatype == .fp64 || value.magnitude <= Double(Float.greatestFiniteMagnitude) else {
                throw reader.problem("\(value) is too large for FP32; send FP64")
            }
            return .number(value)
        case .uint8, .uint16, .uint32, .uint64, .int8, .int16, .int32, .int64:
            let value = try reader.number()
            guard let range = datatype.wholeNumbers, range.contains(value), value.rounded() == value else {
                throw reader.problem("\(value) is not of \(datatype.rawValue)")
            }
            return .number(value)
        }
    }
}
