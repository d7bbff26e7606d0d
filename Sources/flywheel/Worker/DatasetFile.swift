import Domain
import Foundation

/// A dataset as bytes: JSON lines, so that a trainer in any language reads it.
///
/// The first line is the header with `format`, `rows`, `columns` and `classLabels`; each further line is one labelled
/// event, oldest first, with `id`, `time` (milliseconds since 1970), `unit`, `values` (one a column), `lags` (null where
/// unknown) and `label` (a class's index or the number).
enum DatasetFile {
    private struct Header: Codable {
        var format: Int
        var rows: Int
        var columns: [Column]
        var classLabels: Bool
    }

    private struct Line: Codable {
        var id: Int64
        var time: Int64
        var unit: String?
        var values: [FieldValue]
        var lags: [Double?]
        var label: Double
    }

    static func encode(_ events: [LabelledEvent], columns: [Column]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let isClass = events.first?.truth.isCategory ?? false
        var data = try encoder.encode(
            Header(format: 1, rows: events.count, columns: columns, classLabels: isClass))
        for labelled in events {
            data.append(UInt8(ascii: "\n"))
            let event = labelled.event
            data.append(
                try encoder.encode(
                    Line(
                        id: event.id, time: event.time.rawValue, unit: event.unit, values: event.values,
                        lags: event.lags.map { $0.isFinite ? $0 : nil }, label: labelled.truth.number)))
        }
        data.append(UInt8(ascii: "\n"))
        return [UInt8](data)
    }

    /// Reads a dataset back.
    ///
    /// - Throws: ``ArtifactError`` with the line for a file that is cut off or of another format.
    static func decode(_ data: Data, file: String) throws(ArtifactError) -> [LabelledEvent] {
        let decoder = JSONDecoder()
        let lines = data.split(separator: UInt8(ascii: "\n"))
        let header: Header
        do {
            header = try decoder.decode(Header.self, from: lines.first ?? Data())
        } catch {
            throw ArtifactError("\(file): not a dataset of this program")
        }
        guard lines.count == header.rows + 1 else {
            throw ArtifactError(
                "\(file): cut off after \(lines.count - 1) of \(header.rows) rows; delete it and search again")
        }
        var events: [LabelledEvent] = []
        events.reserveCapacity(header.rows)
        for (number, bytes) in lines.dropFirst().enumerated() {
            do {
                let line = try decoder.decode(Line.self, from: bytes)
                let event = Event(
                    id: line.id, time: Timestamp(rawValue: line.time), unit: line.unit, values: line.values,
                    lags: line.lags.map { $0 ?? .nan })
                let truth: Truth = header.classLabels ? .category(Int(line.label)) : .number(line.label)
                events.append(LabelledEvent(event: event, truth: truth))
            } catch {
                throw ArtifactError("\(file):\(number + 2): \(error)")
            }
        }
        return events
    }
}
