extension Tensor {
    /// The elements of the binary form: little-endian, texts each after its length in four bytes.
    func binaryCells(_ bytes: UnsafeRawBufferPointer) throws(Refusal) -> [Cell] {
        guard let width = datatype.width else { return try binaryTexts(bytes) }
        let (size, overflows) = count.multipliedReportingOverflow(by: width)
        guard !overflows, size == bytes.count else {
            let need = "its shape \(shape) of \(datatype.rawValue) needs \(width) bytes a value"
            throw Refusal(400, "input \(name) has \(bytes.count) bytes, \(need)")
        }
        var cells: [Cell] = []
        cells.reserveCapacity(count)
        for place in stride(from: 0, to: bytes.count, by: width) { cells.append(try cell(bytes, at: place)) }
        return cells
    }

    private func cell(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(Refusal) -> Cell {
        func whole<T: FixedWidthInteger>(_ type: T.Type) -> Cell {
            .number(Double(T(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: type))))
        }
        switch datatype {
        case .bool:
            guard bytes[place] <= 1 else { throw Refusal(400, "input \(name) is BOOL; its bytes are 0 or 1") }
            return .flag(bytes[place] == 1)
        case .uint8: return whole(UInt8.self)
        case .uint16: return whole(UInt16.self)
        case .uint32: return whole(UInt32.self)
        case .uint64: return whole(UInt64.self)
        case .int8: return whole(Int8.self)
        case .int16: return whole(Int16.self)
        case .int32: return whole(Int32.self)
        case .int64: return whole(Int64.self)
        case .fp32:
            let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
            return try finite(Double(Float(bitPattern: bits)))
        case .fp64:
            let bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            return try finite(Double(bitPattern: bits))
        case .bytes: preconditionFailure("Tensor.cell: BYTES has no width")
        }
    }

    private func finite(_ value: Double) throws(Refusal) -> Cell {
        guard value.isFinite else {
            throw Refusal(
                400, "input \(name) holds \(value); send finite numbers, or null in JSON where one is missing")
        }
        return .number(value)
    }

    private func binaryTexts(_ bytes: UnsafeRawBufferPointer) throws(Refusal) -> [Cell] {
        var cells: [Cell] = []
        var place = 0
        while place < bytes.count {
            guard cells.count < count else { throw wrongCount(cells.count + 1) }
            guard place + 4 <= bytes.count,
                case let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))),
                place + 4 + length <= bytes.count
            else {
                throw Refusal(400, "input \(name) ends within a text; each is its length in four bytes and its bytes")
            }
            let text = UnsafeRawBufferPointer(rebasing: bytes[place + 4..<place + 4 + length]).checkedText
            guard let text else { throw Refusal(400, "input \(name) has a text that is not UTF-8") }
            cells.append(.text(text))
            place += 4 + length
        }
        guard cells.count == count else { throw wrongCount(cells.count) }
        return cells
    }
}
