import Domain
import Foundation

/// Replays a CSV file as a stream: rows at their event time, labels when they become known.
///
/// A position names the next row and the first row whose label is still out, so that a resumed source goes on with the
/// same items. At the end of the file it waits for appended rows.
struct CSVReplaySource: EventSource {
    /// What happens to labels that are still out when the file ends.
    enum EndOfData {
        /// They are delivered, as if time went on: a replay to its end.
        case releasesLabels
        /// They wait for rows with a later time.
        case holdsLabels
    }

    private struct OpenLabel {
        var number: Int64
        var value: FieldValue
        var due: Timestamp
        var offset: UInt64
    }

    /// What a position says.
    private struct Place: Codable {
        var nextRow: Int64
        var nextOffset: UInt64
        /// The earliest row whose label is out, with its place; the next row where none is.
        var openRow: Int64
        var openOffset: UInt64
        /// The last label delivered: later ones in order of due time, then number, are out.
        var lastDue: Int64
        var lastNumber: Int64
        /// Rows that came late: their labels are out although they would have been due before the last one delivered.
        var late: [Int64]
    }

    private let definition: PipelineDefinition
    private let endOfData: EndOfData
    private let parser: RowParser
    private var table: CSVTable
    private var nextRow: Int64 = 1
    private var open: [OpenLabel] = []
    private var last = (due: Int64.min, number: Int64.min)
    private var nextOffset: UInt64
    /// A row that was read but lies beyond the limit of its batch.
    private var held: (row: SourceRow, label: FieldValue, offset: UInt64, end: UInt64)?
    private var sizeAtLastEnd: UInt64?

    /// - Throws: ``SourceError`` where the file cannot be read or has no such columns.
    init(
        _ definition: PipelineDefinition, endOfData: EndOfData, resumingAt position: SourcePosition?
    ) throws(SourceError) {
        self.definition = definition
        self.endOfData = endOfData
        var first = try CSVTable(file: definition.source.file)
        let header = try first.header()
        parser = try RowParser(definition, header: header)
        guard let position else {
            table = first
            nextOffset = 0
            return
        }
        let place: Place
        do {
            place = try JSONDecoder().decode(Place.self, from: Data(position.rawValue.utf8))
        } catch {
            throw SourceError("\(definition.source.file): its stored position cannot be read: \(position.rawValue)")
        }
        last = (place.lastDue, place.lastNumber)
        nextRow = place.nextRow
        nextOffset = place.nextOffset
        try first.refuseShorter(than: place.nextOffset)
        if place.nextOffset == 0 {
            table = first
            return
        }
        table = try CSVTable(file: definition.source.file, offset: place.openOffset, width: header.count)
        let late = Set(place.late)
        for number in stride(from: place.openRow, to: place.nextRow, by: 1) {
            guard let record = try table.next(endsFile: true) else { break }
            let (row, label) = parser.parse(record.content, number: number)
            guard let due = due(row), (due.rawValue, number) > last || late.contains(number) else { continue }
            remember(OpenLabel(number: number, value: label, due: due, offset: record.offset))
        }
    }

    mutating func next(rows: Int, until limit: Timestamp?) throws(SourceError) -> SourceBatch {
        var items: [SourceItem] = []
        var count = 0
        var reachedEnd = false
        while count < rows {
            let waiting: (row: SourceRow, label: FieldValue, offset: UInt64, end: UInt64)?
            do {
                waiting = try nextRecord()
            } catch {
                // What was read before the failure is delivered; the next call meets the failure again.
                guard items.isEmpty else { break }
                throw error
            }
            guard let next = waiting else {
                reachedEnd = true
                if endOfData == .releasesLabels { deliver(before: nil, &items) }
                break
            }
            if let limit, let time = next.row.time, time > limit {
                held = next
                deliver(before: limit, &items)
                break
            }
            if let time = next.row.time { deliver(before: time, &items) }
            items.append(.row(next.row))
            if let due = due(next.row) {
                remember(OpenLabel(number: next.row.number, value: next.label, due: due, offset: next.offset))
            }
            nextRow += 1
            nextOffset = next.end
            count += 1
        }
        return SourceBatch(items: items, position: try position(), reachedEnd: reachedEnd)
    }

    private mutating func nextRecord() throws(SourceError) -> (
        row: SourceRow, label: FieldValue, offset: UInt64, end: UInt64
    )? {
        if let held {
            self.held = nil
            return held
        }
        // A last line without a line end may still be growing: it counts once the file has stood still for a call.
        let record: CSVTable.Record
        if let complete = try table.next(endsFile: false) {
            record = complete
            sizeAtLastEnd = nil
        } else {
            let size = table.size
            let stoodStill = endOfData == .releasesLabels || sizeAtLastEnd == size
            sizeAtLastEnd = size
            guard stoodStill, let rest = try table.next(endsFile: true) else { return nil }
            record = rest
        }
        let (row, label) = parser.parse(record.content, number: nextRow)
        return (row, label, record.offset, record.end)
    }

    /// When the row's label becomes known; never for a row without a time.
    private func due(_ row: SourceRow) -> Timestamp? {
        row.time.map { $0 + definition.labels.delay }
    }

    /// Keeps the label until it is due, in order of due time, then number.
    private mutating func remember(_ entry: OpenLabel) {
        let place = open.lastIndex { ($0.due.rawValue, $0.number) < (entry.due.rawValue, entry.number) }
        open.insert(entry, at: place.map { $0 + 1 } ?? 0)
    }

    /// Delivers the labels known at `moment` (all, where it is nil), in order of due time, then number.
    private mutating func deliver(before moment: Timestamp?, _ items: inout [SourceItem]) {
        var count = 0
        for label in open {
            if let moment, label.due > moment { break }
            items.append(.label(number: label.number, value: label.value, time: label.due))
            last = (label.due.rawValue, label.number)
            count += 1
        }
        if count > 0 { open.removeFirst(count) }
    }

    private func position() throws(SourceError) -> SourcePosition {
        let earliest = open.min { $0.number < $1.number }
        let place = Place(
            nextRow: nextRow, nextOffset: nextOffset, openRow: earliest?.number ?? nextRow,
            openOffset: earliest?.offset ?? nextOffset, lastDue: last.due, lastNumber: last.number,
            late: open.prefix { ($0.due.rawValue, $0.number) <= last }.map(\.number))
        do {
            return SourcePosition(rawValue: String(decoding: try JSONEncoder().encode(place), as: UTF8.self))
        } catch {
            throw SourceError("\(definition.source.file): its position cannot be written: \(error)")
        }
    }
}
