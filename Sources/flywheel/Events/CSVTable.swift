import Domain

/// A CSV file, read in pieces: RFC 4180 with quotes, any line end, an optional byte order mark.
///
/// A value: a copy reads on by itself. Blank lines are no records.
struct CSVTable: Sendable {
    /// One record with where it began and ended in the file.
    struct Record {
        enum Content: Equatable {
            case fields([String])
            /// Why it cannot be split, with the beginning of its text.
            case unreadable(String)
        }

        var content: Content
        var offset: UInt64
        var end: UInt64

        /// Nil where the record cannot be split.
        var fields: [String]? {
            if case .fields(let fields) = content { fields } else { nil }
        }
    }

    /// A record may have so many bytes; a quote that is never closed is known by it.
    static let longestRecord = 1_048_576
    private static let piece = 262_144

    private let file: ReadableFile
    private var buffer: [UInt8] = []
    private var bufferStart: UInt64
    private var index = 0
    /// Fields that a record must have; nil before the header is known.
    private var width: Int?
    /// A record without any line end in its longest length: where it began, and how.
    private var overlong: (offset: UInt64, beginning: String)?

    /// Opens the file at a byte offset, where a record begins.
    init(file: String, offset: UInt64 = 0, width: Int? = nil) throws(SourceError) {
        self.file = try ReadableFile(path: file)
        self.width = width
        bufferStart = offset
        try refuseShorter(than: offset)
    }

    /// The file's length in bytes now.
    var size: UInt64 { file.size }

    /// The column names of a file.
    static func header(of file: String) throws(SourceError) -> [String] {
        var table = try CSVTable(file: file)
        return try table.header()
    }

    /// Reads the first record as column names.
    mutating func header() throws(SourceError) -> [String] {
        while buffer.count < 3, try fill() {}
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        guard let record = try next(endsFile: true) else {
            throw SourceError("\(file.path): empty; a header line is needed")
        }
        guard case .fields(let names) = record.content else {
            if case .unreadable(let reason) = record.content, !reason.hasPrefix("not UTF-8") {
                throw SourceError("\(file.path):1: \(reason); mend the header line")
            }
            throw SourceError("\(file.path):1: not UTF-8; save the file as UTF-8")
        }
        let twice = names.enumerated().first { place, name in !name.isEmpty && names[..<place].contains(name) }
        if let twice { throw SourceError("\(file.path):1: column \(twice.element) is named twice; rename one") }
        width = names.count
        return names
    }

    /// The next record; nil where no complete one waits.
    ///
    /// A last line without a line end counts as complete only where `endsFile` says so.
    ///
    /// - Throws: ``SourceError`` where the file cannot be read or has become shorter.
    mutating func next(endsFile: Bool) throws(SourceError) -> Record? {
        while true {
            if overlong != nil {
                if let record = skipOverlong(isEnd: false) { return record }
            } else if let record = scan(isEnd: false) {
                if record.content != .fields([""]) { return record }
                continue
            } else if buffer.count - index > Self.longestRecord {
                if let record = resynchronise(reason: "longer than \(Self.longestRecord) bytes") { return record }
                overlong = (bufferStart + UInt64(index), beginning(of: buffer[index...]))
            }
            if try fill() { continue }
            try refuseShorter(than: bufferStart + UInt64(buffer.count))
            guard endsFile else { return nil }
            if overlong != nil { return skipOverlong(isEnd: true) }
            guard let last = scan(isEnd: true) else { return nil }
            if last.content != .fields([""]) { return last }
        }
    }

    /// - Throws: ``SourceError`` where the file does not reach so far any more.
    func refuseShorter(than offset: UInt64) throws(SourceError) {
        let size = file.size
        guard size < offset else { return }
        throw SourceError(
            "\(file.path): is shorter than before (\(size) bytes, was at \(offset)); bring the old file back")
    }

    private mutating func fill() throws(SourceError) -> Bool {
        let more = try file.read(Self.piece, at: bufferStart + UInt64(buffer.count))
        guard !more.isEmpty else { return false }
        buffer.removeFirst(index)
        bufferStart += UInt64(index)
        index = 0
        buffer.append(contentsOf: more)
        return true
    }

    /// Takes one record off the buffer, or nothing where its end is not in it yet.
    private mutating func scan(isEnd: Bool) -> Record? {
        var position = index
        var fields: [String] = []
        var isUTF8 = true
        var field: [UInt8] = []
        var isQuoted = false
        func finishField() {
            let text = String(validating: field, as: UTF8.self)
            isUTF8 = isUTF8 && text != nil
            fields.append(text ?? "")
            field.removeAll(keepingCapacity: true)
        }
        while position < buffer.count {
            let byte = buffer[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\"") where isQuoted:
                if position < buffer.count, buffer[position] == byte {
                    field.append(byte)
                    position += 1
                } else if position == buffer.count, !isEnd {
                    return nil
                } else {
                    isQuoted = false
                }
            case UInt8(ascii: "\"") where field.isEmpty:
                isQuoted = true
            case UInt8(ascii: ",") where !isQuoted:
                finishField()
            case UInt8(ascii: "\n") where !isQuoted:
                if field.last == UInt8(ascii: "\r") { field.removeLast() }
                finishField()
                return take(fields, isUTF8: isUTF8, to: position)
            default:
                field.append(byte)
            }
        }
        guard isEnd, position > index else { return nil }
        if isQuoted { return resynchronise(reason: "an open quote") ?? unreadable("an open quote", to: position) }
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        finishField()
        return take(fields, isUTF8: isUTF8, to: position)
    }

    private mutating func take(_ fields: [String], isUTF8: Bool, to position: Int) -> Record {
        guard isUTF8 else { return unreadable("not UTF-8", to: position) }
        if let width, fields.count != width, fields != [""] {
            let count = fields.count == 1 ? "1 field" : "\(fields.count) fields"
            return unreadable("\(count) instead of \(width)", to: position)
        }
        defer { index = position }
        return Record(
            content: .fields(fields), offset: bufferStart + UInt64(index), end: bufferStart + UInt64(position))
    }

    private mutating func unreadable(_ reason: String, to position: Int) -> Record {
        defer { index = position }
        return Record(
            content: .unreadable("\(reason): \(beginning(of: buffer[index..<position]))"),
            offset: bufferStart + UInt64(index), end: bufferStart + UInt64(position))
    }

    /// Gives up the line at which a record began, so that the lines after it are read as records of their own.
    private mutating func resynchronise(reason: String) -> Record? {
        guard let lineEnd = buffer[index...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return unreadable(reason, to: lineEnd + 1)
    }

    /// Drops what is read until the overlong line's end.
    private mutating func skipOverlong(isEnd: Bool) -> Record? {
        let lineEnd = buffer[index...].firstIndex(of: UInt8(ascii: "\n"))
        index = lineEnd.map { $0 + 1 } ?? buffer.count
        guard let overlong, lineEnd != nil || isEnd else { return nil }
        self.overlong = nil
        return Record(
            content: .unreadable("longer than \(Self.longestRecord) bytes: \(overlong.beginning)"),
            offset: overlong.offset, end: bufferStart + UInt64(index))
    }

    /// The first 200 bytes as text without the line end.
    private func beginning(of bytes: ArraySlice<UInt8>) -> String {
        var text = String(decoding: bytes.prefix(200), as: UTF8.self)
        while let last = text.last, last.isNewline { text.removeLast() }
        return text
    }
}
