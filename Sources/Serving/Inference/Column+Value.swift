import Domain

extension Column {
    /// What the metadata says of an input for this column.
    var datatype: Datatype {
        switch kind {
        case .number: .fp64
        case .category, .time: .bytes
        case .boolean: .bool
        }
    }

    var datatypeNames: String {
        switch kind {
        case .number: "FP64, FP32 or an integer type"
        case .category: "BYTES"
        case .boolean: "BOOL"
        case .time: "BYTES with ISO 8601 texts, or INT64 with milliseconds since 1970"
        }
    }

    func takes(_ datatype: Datatype) -> Bool {
        switch kind {
        case .number: datatype.isNumber
        case .category: datatype == .bytes
        case .boolean: datatype == .bool || datatype.wholeNumbers != nil
        case .time: datatype == .bytes || datatype.wholeNumbers != nil
        }
    }

    /// The field that a cell stands for.
    ///
    /// - Parameters:
    ///   - cell: An element of a tensor.
    ///   - row: Its row, for the message.
    ///   - inRows: Whether it comes from a matrix of numbers, where categories are whole numbers.
    /// - Returns: A field of the column's kind, or a missing one.
    /// - Throws: 400 where the column cannot hold it. Ranges and sets of a column are checked where its rows are judged.
    func value(of cell: Cell, row: Int, inRows: Bool = false) throws(Refusal) -> FieldValue {
        switch (kind, cell) {
        case (_, .missing), (.category, .text("")):
            guard mayBeMissing else { throw Refusal(400, "row \(row) of column \(name) must not be missing") }
            return .missing
        case (.number, .number(let number)): return .number(number)
        case (.category, .text(let text)): return .category(text)
        case (.category, .number(let number)) where inRows:
            guard let text = Int64(exactly: number).map(String.init), allowed?.contains(text) ?? true else {
                throw Refusal(
                    400,
                    "column \(name) is a category, which \(number) is not; send one input a column, this one as BYTES")
            }
            return .category(text)
        case (.boolean, .flag(let flag)): return .flag(flag)
        case (.boolean, .number(0)): return .flag(false)
        case (.boolean, .number(1)): return .flag(true)
        case (.time, _):
            guard let moment = Timestamp(cell) else { break }
            return .time(moment)
        default: break
        }
        throw Refusal(400, "row \(row) of column \(name) is no \(kind.rawValue); send \(datatypeNames)")
    }
}

extension Timestamp {
    /// The moment that a cell writes; nil for another cell.
    init?(_ cell: Cell) {
        switch cell {
        case .number(let value): self.init(milliseconds: value)
        case .text(let text): self.init(text)
        case .missing, .flag: return nil
        }
    }
}
