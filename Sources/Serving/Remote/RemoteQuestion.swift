import Domain
import NIOCore

/// Writes rows as a request of the protocol: one input a column, which is how servers of all kinds name features.
struct RemoteQuestion {
    let pipeline: ServedModel
    let rows: [PredictionRequest.Row]
    /// Inputs that the server's metadata names; nil where it names none.
    let known: Set<String>?

    /// The body.
    ///
    /// Time and unit go along only where the server asks for them; a column is always sent, as what is missing is for
    /// the server to say.
    var body: ByteBuffer {
        var writer = JSONWriter(capacity: 256 + 16 * rows.count * pipeline.columns.count)
        writer.beginObject()
        writer.key("inputs")
        writer.beginArray()
        for (place, column) in pipeline.columns.enumerated() where known?.contains(column.name) ?? true {
            write(column.name, column.datatype, rows.map { $0.values[place] }, &writer)
        }
        if let name = pipeline.timeColumn, isWanted(name) {
            write(name, .bytes, rows.map { $0.time.map { .time($0) } ?? .missing }, &writer)
        }
        if let name = pipeline.unitColumn, isWanted(name) {
            write(name, .bytes, rows.map { $0.unit.map { .category($0) } ?? .missing }, &writer)
        }
        writer.endArray()
        writer.endObject()
        return writer.buffer
    }

    private func isWanted(_ name: String) -> Bool {
        (known?.contains(name) ?? false) && !pipeline.columns.contains { $0.name == name }
    }

    private func write(_ name: String, _ datatype: Datatype, _ values: [FieldValue], _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("name")
        writer.string(name)
        writer.key("shape")
        writer.beginArray()
        writer.integer(values.count)
        writer.endArray()
        writer.key("datatype")
        writer.string(datatype.rawValue)
        writer.key("data")
        writer.beginArray()
        for value in values {
            switch value {
            case .number(let number) where number.isFinite: writer.number(number)
            case .category(let text): writer.string(text)
            case .flag(let flag): writer.flag(flag)
            case .time(let moment): writer.string(moment.description)
            case .missing, .malformed, .number: writer.null()
            }
        }
        writer.endArray()
        writer.endObject()
    }
}
