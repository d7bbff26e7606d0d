package import Domain
import Foundation
import GRDB

extension SQLiteHistory {
    package func restore(_ pipeline: PipelineName) throws(StoreError) -> Restoration {
        try attempt("read") {
            try database.read { db in
                guard
                    let row = try Row.fetchOne(
                        db, sql: "SELECT id, position FROM pipeline WHERE name = ?", arguments: [pipeline.rawValue])
                else { return Restoration(checkpoint: nil, position: nil, tail: []) }
                let id: Int64 = row["id"]
                let position: String? = row["position"]
                let checkpoint = try Row.fetchOne(
                    db, sql: "SELECT seq, body FROM checkpoint WHERE pipeline = ? ORDER BY seq DESC LIMIT 1",
                    arguments: [id]
                ).map { Checkpoint(sequence: $0["seq"], state: [UInt8]($0["body"] as Data)) }
                return Restoration(
                    checkpoint: checkpoint, position: position.map { SourcePosition(rawValue: $0) },
                    tail: try tail(db, id, after: checkpoint?.sequence ?? 0))
            }
        }
    }

    /// Rows, labels, quarantined rows and other entries after a place in the log, merged by their places.
    ///
    /// A released row stands in two tables: it was folded as a quarantined row, and its release is an entry of its own.
    private func tail(_ db: Database, _ pipeline: Int64, after sequence: Int64) throws -> [LogEntry] {
        var tail: [LogEntry] = []
        let events = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, seq, time, body FROM event WHERE pipeline = ?1 AND seq > ?2
                AND NOT EXISTS (SELECT 1 FROM quarantine WHERE pipeline = ?1 AND row = event.id)
                """, arguments: [pipeline, sequence])
        while let row = try events.next() {
            var codec = RowCodec(reading: [UInt8](row["body"] as Data))
            let event = try codec.event(id: row["id"], time: Timestamp(rawValue: row["time"]))
            let item = SourceRow(number: event.id, time: event.time, unit: event.unit, values: event.values)
            tail.append(LogEntry(sequence: row["seq"], input: .source(.row(item))))
        }
        let labels = try Row.fetchCursor(
            db, sql: "SELECT event, seq, time, value FROM label WHERE pipeline = ? AND seq > ?",
            arguments: [pipeline, sequence])
        while let row = try labels.next() {
            var codec = RowCodec(reading: [UInt8](row["value"] as Data))
            let item = SourceItem.label(
                number: row["event"], value: try codec.value(), time: Timestamp(rawValue: row["time"]))
            tail.append(LogEntry(sequence: row["seq"], input: .source(item)))
        }
        let quarantined = try Row.fetchCursor(
            db, sql: "SELECT seq, body FROM quarantine WHERE pipeline = ? AND seq > ?", arguments: [pipeline, sequence])
        while let row = try quarantined.next() {
            let stored = try Self.decoder.decode(QuarantinedRow.self, from: row["body"])
            tail.append(LogEntry(sequence: row["seq"], input: .source(.row(stored.row))))
        }
        let entries = try Row.fetchCursor(
            db, sql: "SELECT seq, body FROM entry WHERE pipeline = ? AND seq > ?", arguments: [pipeline, sequence])
        while let row = try entries.next() {
            let input = try Self.decoder.decode(PipelineInput.self, from: row["body"])
            tail.append(LogEntry(sequence: row["seq"], input: input))
        }
        return tail.sorted { $0.sequence < $1.sequence }
    }

    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return decoder
    }

    package func labelledEvents(_ query: LabelledEventQuery) throws(StoreError) -> [ScoredEvent] {
        try attempt("read") {
            try database.read { db in
                var scored: [ScoredEvent] = []
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT e.id, e.time, e.body, l.truth, l.is_class, p.body AS prediction
                        FROM event e JOIN label l ON l.pipeline = e.pipeline AND l.event = e.id
                        LEFT JOIN prediction p ON p.pipeline = e.pipeline AND p.event = e.id
                        WHERE e.pipeline = (SELECT id FROM pipeline WHERE name = ?) AND e.id BETWEEN ? AND ?
                        AND e.seq <= ? AND l.seq <= ? AND l.truth IS NOT NULL
                        ORDER BY e.id DESC
                        """,
                    arguments: [
                        query.pipeline.rawValue, query.events.lowerBound, query.events.upperBound,
                        query.throughSequence, query.throughSequence,
                    ])
                while scored.count < query.limit, let row = try rows.next() {
                    let id: Int64 = row["id"]
                    if query.skipping?.holds(id) ?? false { continue }
                    if query.excluded.contains(where: { $0.contains(id) }) { continue }
                    scored.append(try Self.scoredEvent(row, id: id))
                }
                return scored.reversed()
            }
        }
    }

    private static func scoredEvent(_ row: Row, id: Int64) throws -> ScoredEvent {
        var codec = RowCodec(reading: [UInt8](row["body"] as Data))
        let event = try codec.event(id: id, time: Timestamp(rawValue: row["time"]))
        let number: Double = row["truth"]
        let truth: Truth = row["is_class"] ? .category(Int(number)) : .number(number)
        let stored: Data? = row["prediction"]
        let prediction = try stored.map { data in
            var codec = RowCodec(reading: [UInt8](data))
            return try codec.prediction(event: id)
        }
        return ScoredEvent(labelled: LabelledEvent(event: event, truth: truth), prediction: prediction)
    }
}
