import Domain

/// The head of a CSV file: its column names and how fast its events follow each other.
struct StreamSample {
    private static let rows = 5_000

    let header: [String]
    /// Stream time from the first to the last sampled row, by the number of steps between; nil for fewer than two times.
    private(set) var meanStep: Double?

    /// - Throws: ``SourceError`` where the file cannot be read or has no header.
    init(file: String, timeColumn: String?) throws(SourceError) {
        var table = try CSVTable(file: file)
        header = try table.header()
        guard let timeColumn else {
            meanStep = 1_000
            return
        }
        guard let place = header.firstIndex(of: timeColumn) else { return }
        var first: Timestamp?
        var last: Timestamp?
        var count = 0
        while count < Self.rows, let record = try table.next(endsFile: true) {
            guard let fields = record.fields, fields.count == header.count, let time = Timestamp(fields[place]) else {
                continue
            }
            first = first ?? time
            last = max(last ?? time, time)
            count += 1
        }
        if let first, let last, count > 1 { meanStep = Double((last - first).milliseconds) / Double(count - 1) }
    }
}
