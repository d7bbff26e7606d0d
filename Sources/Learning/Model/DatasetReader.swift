import Domain

/// Walks a dataset's bytes; every step checks that they are there, so that no file can make it read beyond its end.
struct DatasetReader {
    /// Where a column's cells lie.
    private struct Cells {
        var texts: [String]
        var tags: Int
        var payloads: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private var place = 0
    private var rows = 0

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func events() throws(DatasetFormatError) -> [LabelledEvent] {
        guard try raw(DatasetFile.magic.count).elementsEqual(DatasetFile.magic) else {
            throw DatasetFormatError("not a dataset of this program")
        }
        let version = try word32()
        guard version == DatasetFile.version else {
            throw DatasetFormatError("dataset version \(version), this program reads \(DatasetFile.version)")
        }
        let labelKind = try word32()
        guard labelKind <= 1 else { throw DatasetFormatError("unknown kind of labels \(labelKind)") }
        rows = try count(try word64(), what: "rows")
        let columnCount = Int(try word32())
        let lagCount = Int(try word32())
        var columns: [Cells] = []
        for _ in 0..<columnCount {
            _ = try text()
            _ = try word32()
            columns.append(try cells())
        }
        let units = try cells()
        var lags: [Int] = []
        for _ in 0..<(rows > 0 ? lagCount : 0) { lags.append(try skip(rows, each: 8)) }
        let ids = try skip(rows, each: 8)
        let times = try skip(rows, each: 8)
        let labels = try skip(rows, each: 8)
        guard try raw(DatasetFile.end.count).elementsEqual(DatasetFile.end), place == bytes.count else {
            throw DatasetFormatError("the end is not where \(rows) rows end; the file was changed")
        }
        var events: [LabelledEvent] = []
        events.reserveCapacity(rows)
        for row in 0..<rows {
            var values: [FieldValue] = []
            values.reserveCapacity(columnCount)
            for column in columns { values.append(try value(of: column, row)) }
            let event = Event(
                id: Int64(bitPattern: word(ids, row)), time: Timestamp(rawValue: Int64(bitPattern: word(times, row))),
                unit: try unit(of: units, row), values: values, lags: lags.map { number($0, row) })
            events.append(
                LabelledEvent(event: event, truth: try truth(number(labels, row), isClass: labelKind == 0, row)))
        }
        return events
    }

    // MARK: Rows

    private func value(of cells: Cells, _ row: Int) throws(DatasetFormatError) -> FieldValue {
        let payload = word(cells.payloads, row)
        guard let tag = CellTag(rawValue: bytes[cells.tags + row]) else {
            throw DatasetFormatError("row \(row) has a cell of an unknown kind")
        }
        switch tag {
        case .missing: return .missing
        case .number: return .number(Double(bitPattern: payload))
        case .flag: return .flag(payload != 0)
        case .time: return .time(Timestamp(rawValue: Int64(bitPattern: payload)))
        case .category, .malformed:
            guard payload < UInt64(cells.texts.count) else {
                throw DatasetFormatError("row \(row) names text \(payload) of \(cells.texts.count)")
            }
            let text = cells.texts[Int(payload)]
            return tag == .category ? .category(text) : .malformed(text)
        }
    }

    private func unit(of cells: Cells, _ row: Int) throws(DatasetFormatError) -> String? {
        switch try value(of: cells, row) {
        case .missing: return nil
        case .category(let text): return text
        case .number, .flag, .time, .malformed: throw DatasetFormatError("row \(row) has a unit that is not a text")
        }
    }

    private func truth(_ label: Double, isClass: Bool, _ row: Int) throws(DatasetFormatError) -> Truth {
        guard isClass else { return .number(label) }
        guard let category = Int(exactly: label), category >= 0 else {
            throw DatasetFormatError("row \(row) has the label \(label), not a class")
        }
        return .category(category)
    }

    private func word(_ start: Int, _ row: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 8 * row, as: UInt64.self))
    }

    private func number(_ start: Int, _ row: Int) -> Double {
        Double(bitPattern: word(start, row))
    }

    // MARK: Bytes

    private mutating func cells() throws(DatasetFormatError) -> Cells {
        let textCount = Int(try word32())
        var texts: [String] = []
        for _ in 0..<textCount { texts.append(try text()) }
        let tags = try skip(rows, each: 1)
        return Cells(texts: texts, tags: tags, payloads: try skip(rows, each: 8))
    }

    private mutating func text() throws(DatasetFormatError) -> String {
        let raw = try raw(Int(try word32()))
        guard let text = String(validating: raw, as: UTF8.self) else { throw DatasetFormatError("a text is not UTF-8") }
        return text
    }

    private mutating func word32() throws(DatasetFormatError) -> UInt32 {
        UInt32(littleEndian: try raw(4).loadUnaligned(as: UInt32.self))
    }

    private mutating func word64() throws(DatasetFormatError) -> UInt64 {
        UInt64(littleEndian: try raw(8).loadUnaligned(as: UInt64.self))
    }

    private mutating func raw(_ count: Int) throws(DatasetFormatError) -> UnsafeRawBufferPointer {
        let start = try skip(count, each: 1)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
    }

    /// Where the next `count` entries begin; the place is behind them then.
    private mutating func skip(_ count: Int, each width: Int) throws(DatasetFormatError) -> Int {
        let (needed, isTooMuch) = count.multipliedReportingOverflow(by: width)
        guard !isTooMuch, needed <= bytes.count - place else {
            throw DatasetFormatError(
                "cut off at byte \(place): \(count) entries of \(width) bytes are due, \(bytes.count - place) are left")
        }
        defer { place += needed }
        return place
    }

    private func count(_ word: UInt64, what: String) throws(DatasetFormatError) -> Int {
        guard let count = Int(exactly: word) else { throw DatasetFormatError("\(word) \(what)") }
        return count
    }
}
