import Domain

/// Puts a dataset's parts behind one another.
struct DatasetWriter {
    private(set) var bytes: [UInt8] = []
    private let rows: Int

    init(rows: Int) {
        self.rows = rows
    }

    mutating func append(_ raw: [UInt8]) {
        bytes += raw
    }

    mutating func append(_ word: some FixedWidthInteger & UnsignedInteger) {
        withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }

    mutating func append(_ number: Double) {
        append(Self.bits(number))
    }

    mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        bytes += text.utf8
    }

    /// One value a row with the texts that they name, in the order of their first appearance.
    mutating func appendCells(_ cells: some Sequence<FieldValue>) {
        var places: [String: UInt64] = [:]
        var texts: [String] = []
        var tags: [UInt8] = []
        var payloads: [UInt64] = []
        tags.reserveCapacity(rows)
        payloads.reserveCapacity(rows)
        func place(_ text: String) -> UInt64 {
            if let known = places[text] { return known }
            places[text] = UInt64(texts.count)
            texts.append(text)
            return UInt64(texts.count - 1)
        }
        for cell in cells {
            let (tag, payload): (CellTag, UInt64) =
                switch cell {
                case .missing: (.missing, 0)
                case .number(let value): (.number, Self.bits(value))
                case .category(let text): (.category, place(text))
                case .flag(let flag): (.flag, flag ? 1 : 0)
                case .time(let moment): (.time, UInt64(bitPattern: moment.rawValue))
                case .malformed(let text): (.malformed, place(text))
                }
            tags.append(tag.rawValue)
            payloads.append(payload)
        }
        append(UInt32(texts.count))
        for text in texts { append(text) }
        bytes += tags
        for payload in payloads { append(payload) }
    }

    private static func bits(_ number: Double) -> UInt64 {
        number.isNaN ? Double.nan.bitPattern : number.bitPattern
    }
}

/// What a cell of a dataset file holds.
enum CellTag: UInt8 {
    case missing
    case number
    case category
    case flag
    case time
    case malformed
}
