import Domain
import Foundation

/// What a CSV file's rows say about themselves: types, ranges, time, what could be predicted.
struct InferredStream {
    /// Rows that are looked at; fewer where there are many columns.
    private static let mostRows = 50_000
    private static let mostCells = 2_000_000

    let file: String
    let header: [String]
    let timeColumn: String?
    let rows: Int
    private let samples: [ColumnSample]

    /// - Throws: ``SourceError`` where the file cannot be read, ``InitialiserError`` where it has too little in it.
    init(file: String, time: String?) throws {
        var table = try CSVTable(file: file)
        let header = try table.header()
        var samples = header.map { _ in ColumnSample() }
        var rows = 0
        while rows < min(Self.mostRows, max(1_000, Self.mostCells / header.count)),
            let record = try table.next(endsFile: true)
        {
            guard let fields = record.fields, fields.count == header.count else { continue }
            for (index, field) in fields.enumerated() { samples[index].add(field) }
            rows += 1
        }
        guard rows >= 20 else {
            let count = rows == 1 ? "1 readable row" : "\(rows) readable rows"
            throw InitialiserError("\(file): \(count); at least 20 are needed to infer a pipeline")
        }
        if let time {
            guard let place = header.firstIndex(of: time) else {
                throw InitialiserError(Self.noColumn(time, in: file, header))
            }
            guard samples[place].kind == .time else {
                throw InitialiserError(
                    "\(file): column \(time) does not read as dates and times such as 2020-05-01T12:30")
            }
        }
        self.file = file
        self.header = header
        self.rows = rows
        self.samples = samples
        timeColumn = time ?? zip(header, samples).first { !$0.isEmpty && $1.kind == .time && !$1.isConstant }?.0
    }

    subscript(name: String) -> ColumnSample? {
        name.isEmpty ? nil : header.firstIndex(of: name).map { samples[$0] }
    }

    static func noColumn(_ name: String, in file: String, _ header: [String]) -> String {
        let nearest = NearestName.of(name, among: header).map { "; did you mean \($0)?" }
        let all = "; its columns are \(header.prefix(20).joined(separator: ", "))\(header.count > 20 ? ", ..." : "")"
        return "\(file) has no column \(name)\(nearest ?? all)"
    }

    /// The file's last column first, then those with a few classes, then numbers that vary, the later before the earlier.
    func likelyTargets(except unit: String?) -> [String] {
        let usable = zip(header, samples).reversed().filter { name, sample in
            !name.isEmpty && name != timeColumn && name != unit && !sample.isConstant && !sample.isIdentifier
        }
        let classes = usable.filter { $1.isClass && $1.distinct.count <= 20 }.map(\.0)
        let numbers = usable.filter { $1.kind == .number && !classes.contains($0) }.map(\.0)
        let likely = classes + numbers
        let last = likely.filter { $0 == header.last }
        return Array((last + likely.filter { $0 != header.last }).prefix(6))
    }

    /// The middle step from event to event; a second where the row order is the time.
    var step: TimeSpan { timeColumn.flatMap { self[$0]?.medianStep } ?? .seconds(1) }

    /// Lags of the target that will be known: three steps from the delay on, and a day; none for irregular times.
    func lags(delay: TimeSpan) -> [TimeSpan] {
        let isRegular = timeColumn.map { self[$0]?.isRegular ?? false } ?? true
        let first = max(1, (delay.milliseconds + step.milliseconds - 1) / step.milliseconds)
        guard isRegular, first <= 100 else { return [] }
        let near = (0..<3).map { step * (Int(first) + $0) }
        let day = TimeSpan.days(1)
        let reachesDay = day.milliseconds % step.milliseconds == 0 && day > (near.last ?? day) && step >= .minutes(1)
        return near + (reachesDay ? [day] : [])
    }

    /// The first column that names rows.
    var keyColumn: String? { zip(header, samples).first { !$0.isEmpty && $1.isIdentifier }?.0 }
}
