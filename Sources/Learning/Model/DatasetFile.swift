package import Domain

/// Labelled events as bytes, by column, so that a trainer in any language can map the file and read it.
///
/// All numbers are little-endian; `text` is a u32 byte count and UTF-8. In order:
///
///     magic      8 bytes, "FLYWDATA"
///     version    u32, 1
///     labels     u32, 0: class indices, 1: numbers
///     rows       u64
///     columns    u32
///     lags       u32
///     columns ×  { name text, kind u32 (0 number, 1 category, 2 boolean, 3 time), cells }
///     units      cells
///     lags ×     rows × f64, NaN where the label was not known
///     ids        rows × i64
///     times      rows × i64, milliseconds since 1970 UTC
///     labels     rows × f64
///     end        8 bytes, "FLYWEND."
///
/// `cells` are one value a row, oldest first:
///
///     texts      u32 count, then that many texts
///     tags       rows × u8: 0 missing, 1 number, 2 category, 3 flag, 4 time, 5 malformed
///     payloads   rows × 8 bytes: f64, index into the texts (u64), 0 or 1 (u64), milliseconds (i64); 0 for missing
///
/// A NaN has always the same bits, so that equal events give equal bytes.
package enum DatasetFile {
    static let magic = Array("FLYWDATA".utf8)
    static let end = Array("FLYWEND.".utf8)
    static let version: UInt32 = 1

    /// The bytes of the events, oldest first; each event has one value a column.
    ///
    /// - Throws: ``DatasetFormatError`` where an event has other columns, lags or labels than the first.
    /// - Complexity: O(rows × columns)
    package static func encode(
        _ events: [LabelledEvent], columns: [Column]
    ) throws(DatasetFormatError) -> [UInt8] {
        let lags = events.first?.event.lags.count ?? 0
        let isClass = events.first?.truth.isCategory ?? false
        for (row, labelled) in events.enumerated() {
            guard labelled.event.values.count == columns.count, labelled.event.lags.count == lags,
                labelled.truth.isCategory == isClass
            else {
                throw DatasetFormatError(
                    "row \(row) has \(labelled.event.values.count) values and \(labelled.event.lags.count) lags, "
                        + "not \(columns.count) and \(lags) with the labels of one kind")
            }
        }
        var writer = DatasetWriter(rows: events.count)
        writer.append(magic)
        writer.append(version)
        writer.append(UInt32(isClass ? 0 : 1))
        writer.append(UInt64(events.count))
        writer.append(UInt32(columns.count))
        writer.append(UInt32(lags))
        for (index, column) in columns.enumerated() {
            writer.append(column.name)
            writer.append(UInt32(place(of: column.kind)))
            writer.appendCells(events.lazy.map { $0.event.values[index] })
        }
        writer.appendCells(events.lazy.map { $0.event.unit.map { .category($0) } ?? .missing })
        for lag in 0..<lags { for labelled in events { writer.append(labelled.event.lags[lag]) } }
        for labelled in events { writer.append(UInt64(bitPattern: labelled.event.id)) }
        for labelled in events { writer.append(UInt64(bitPattern: labelled.event.time.rawValue)) }
        for labelled in events { writer.append(labelled.truth.number) }
        writer.append(end)
        return writer.bytes
    }

    /// Reads a dataset back.
    ///
    /// - Throws: ``DatasetFormatError`` where the bytes are cut off, changed or of another version.
    /// - Complexity: O(rows × columns)
    package static func decode(_ bytes: UnsafeRawBufferPointer) throws(DatasetFormatError) -> [LabelledEvent] {
        var reader = DatasetReader(bytes: bytes)
        return try reader.events()
    }

    private static func place(of kind: Column.Kind) -> Int {
        switch kind {
        case .number: 0
        case .category: 1
        case .boolean: 2
        case .time: 3
        }
    }
}
