import Domain

/// Turns the fields of a record into typed values by the pipeline's schema.
struct RowParser: Sendable {
    private let kinds: [Column.Kind]
    private let places: [Int]
    private let timePlace: Int?
    private let unitPlace: Int?
    private let targetPlace: Int
    private let targetKind: Column.Kind

    /// - Throws: ``SourceError`` where a named column is not in the header.
    init(_ definition: PipelineDefinition, header: [String]) throws(SourceError) {
        func place(_ name: String) throws(SourceError) -> Int {
            guard let index = header.firstIndex(of: name) else {
                throw SourceError("\(definition.source.file):1: there is no column \(name); run `flywheel check`")
            }
            return index
        }
        kinds = definition.columns.map(\.kind)
        var places: [Int] = []
        for column in definition.columns { places.append(try place(column.name)) }
        self.places = places
        timePlace = if let name = definition.source.timeColumn { try place(name) } else { nil }
        unitPlace = if let name = definition.source.unitColumn { try place(name) } else { nil }
        targetPlace = try place(definition.source.targetColumn)
        targetKind = definition.task == .regression ? .number : .category
    }

    /// The row and its label; the label is missing where the row cannot be read.
    func parse(_ content: CSVTable.Record.Content, number: Int64) -> (row: SourceRow, label: FieldValue) {
        switch content {
        case .unreadable(let reason):
            return (SourceRow(number: number, time: nil, unit: nil, values: [], unreadable: reason), .missing)
        case .fields(let fields):
            let time: Timestamp? =
                if let timePlace { Timestamp(fields[timePlace]) } else { Timestamp(rawValue: number * 1_000) }
            let unit = unitPlace.map { fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
            let values = zip(kinds, places).map { Self.value(fields[$1], $0) }
            let row = SourceRow(number: number, time: time, unit: unit, values: values)
            return (row, Self.value(fields[targetPlace], targetKind))
        }
    }

    /// One field by its column's kind; empty text is missing, `nan`, `inf` and hexadecimal are malformed numbers.
    static func value(_ text: String, _ kind: Column.Kind) -> FieldValue {
        guard !text.isEmpty else { return .missing }
        switch kind {
        case .number:
            return number(text).map { .number($0) } ?? .malformed(text)
        case .category:
            return .category(text)
        case .boolean:
            switch text {
            case "true", "True", "TRUE", "1": return .flag(true)
            case "false", "False", "FALSE", "0": return .flag(false)
            default: return .malformed(text)
            }
        case .time:
            return Timestamp(text).map { .time($0) } ?? .malformed(text)
        }
    }

    /// A finite decimal number.
    static func number(_ text: String) -> Double? {
        guard let number = Double(text), number.isFinite, !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") })
        else { return nil }
        return number
    }
}
