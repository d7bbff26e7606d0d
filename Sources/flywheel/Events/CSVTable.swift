import Domain
import Foundation

/// A CSV file, read in pieces: RFC 4180 with quotes, any line end, an optional byte order mark.
struct CSVTable: Sendable {
    /// One record with where it began and ended in the file.
    struct Record {
        /// Fields as text; nil where they are not UTF-8.
        var fields: [String]?
        var offset: UInt64
        var end: UInt64
    }

    private let file: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var bufferStart: UInt64
    private var index = 0

    /// Opens the file at a byte offset, where a record begins.
    init(file: String, offset: UInt64 = 0) throws(SourceError) {
        self.file = file
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw SourceError("\(file): cannot be opened; check that it exists and may be read")
        }
        do {
            let size = try handle.seekToEnd()
            guard offset <= size else {
                throw SourceError(
                    "\(file): is shorter than before (\(size) bytes, was at \(offset)); bring the old file back")
            }
            try handle.seek(toOffset: offset)
        } catch let error as SourceError {
            throw error
        } catch {
            throw SourceError("\(file): cannot be read: \(error.localizedDescription)")
        }
        self.handle = handle
        bufferStart = offset
    }

    /// The column names of a file.
    static func header(of file: String) throws(SourceError) -> [String] {
        var table = try CSVTable(file: file)
        return try table.header()
    }

    /// Reads the first record as column names.
    mutating func header() throws(SourceError) -> [String] {
        guard let record = try next(endsFile: true) else {
            throw SourceError("\(file): empty; a header line is needed")
        }
        guard var names = record.fields else { throw SourceError("\(file):1: not UTF-8; save the file as UTF-8") }
        if names[0].unicodeScalars.first == "\u{FEFF}" { names[0] = String(names[0].unicodeScalars.dropFirst()) }
        let twice = Set(names.filter { name in names.count { $0 == name } > 1 }).sorted()
        guard twice.isEmpty else { throw SourceError("\(file):1: column \(twice[0]) is named twice; rename one") }
        return names
    }

    /// The next record; nil where no complete one waits.
    ///
    /// A last line without a line end counts as complete only where `endsFile` says so.
    mutating func next(endsFile: Bool) throws(SourceError) -> Record? {
        while true {
            if let record = scan(isEnd: false) { return record.fields == [""] ? try next(endsFile: endsFile) : record }
            guard try fill() else { return endsFile ? scan(isEnd: true) : nil }
        }
    }

    private mutating func fill() throws(SourceError) -> Bool {
        do {
            guard let more = try handle.read(upToCount: 262_144), !more.isEmpty else { return false }
            buffer.removeFirst(index)
            bufferStart += UInt64(index)
            index = 0
            buffer.append(contentsOf: more)
            return true
        } catch {
            throw SourceError("\(file): cannot be read: \(error.localizedDescription)")
        }
    }

    /// Takes one record off the buffer, or nothing where its end is not in it yet.
    private mutating func scan(isEnd: Bool) -> Record? {
        var position = index
        var fields: [String]? = []
        var field: [UInt8] = []
        var isQuoted = false
        func finishField() {
            guard let text = String(validating: field, as: UTF8.self) else {
                fields = nil
                return
            }
            fields?.append(text)
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
                return take(fields, to: position)
            default:
                field.append(byte)
            }
        }
        guard isEnd, position > index else { return nil }
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        finishField()
        return take(isQuoted ? nil : fields, to: position)
    }

    private mutating func take(_ fields: [String]?, to position: Int) -> Record {
        defer { index = position }
        return Record(fields: fields, offset: bufferStart + UInt64(index), end: bufferStart + UInt64(position))
    }
}
