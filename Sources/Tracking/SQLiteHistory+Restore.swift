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
                    tail: try tail(db, id, after: checkpoint?.sequence ?? 0),
                    lastEvent: try Int64.fetchOne(
                        db, sql: "SELECT max(id) FROM event WHERE pipeline = ?", arguments: [id]) ?? 0)
            }
        }
    }

    /// Rows, labels, quarantined rows and other entries after a place in the log, merged by their places.
    ///
    /// A released row stands in two tables: it was folded as a quarantined row, and its release is an entry of its own.
    /// A label at its row's own place waited for the row: it follows from the row and from what was told before.
    private func tail(_ db: Database, _ pipeline: Int64, after sequence: Int64) throws -> [LogEntry] {
        var tail: [LogEntry] = []
        let events = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, seq, time, event.body, prediction.body AS answer FROM event
                LEFT JOIN prediction ON prediction.pipeline = event.pipeline AND prediction.event = event.id
                WHERE event.pipeline = ?1 AND seq > ?2
                AND NOT EXISTS (SELECT 1 FROM quarantine WHERE pipeline = ?1 AND row = event.id)
                """, arguments: [pipeline, sequence])
        while let row = try events.next() {
            var codec = RowCodec(reading: [UInt8](row["body"] as Data))
            let event = try codec.event(id: row["id"], time: Timestamp(rawValue: row["time"]))
            let item = SourceRow(
                number: event.id, time: event.time, unit: event.unit, values: event.values,
                served: PredictionNumber.isRequest(event.id) ? try Self.answer(row["answer"], to: event) : nil)
            tail.append(LogEntry(sequence: row["seq"], input: .source(.row(item))))
        }
        let labels = try Row.fetchCursor(
            db,
            sql: """
                WITH past AS (SELECT pipeline, event, seq, time, value FROM superseded_label
                    UNION ALL SELECT pipeline, event, seq, time, value FROM retracted_label)
                SELECT event, seq, time, value, EXISTS (SELECT 1 FROM past AS old
                    WHERE old.pipeline = label.pipeline AND old.event = label.event AND old.seq < label.seq) AS corrects
                FROM (SELECT pipeline, event, seq, time, value FROM label UNION ALL SELECT * FROM past) AS label
                WHERE pipeline = ? AND seq > ?
                AND NOT EXISTS (SELECT 1 FROM event AS own WHERE own.pipeline = label.pipeline AND own.id = label.event
                    AND own.seq = label.seq)
                AND NOT EXISTS (SELECT 1 FROM quarantine AS own WHERE own.pipeline = label.pipeline
                    AND own.row = label.event AND own.seq = label.seq)
                """, arguments: [pipeline, sequence])
        while let row = try labels.next() {
            var codec = RowCodec(reading: [UInt8](row["value"] as Data))
            let (event, time) = (row["event"] as Int64, Timestamp(rawValue: row["time"]))
            let item: SourceItem =
                row["corrects"]
                ? .correction(number: event, value: try codec.value(), time: time)
                : .label(number: event, value: try codec.value(), time: time)
            tail.append(LogEntry(sequence: row["seq"], input: .source(item)))
        }
        let rewards = try Row.fetchCursor(
            db, sql: "SELECT * FROM reward WHERE pipeline = ? AND seq > ?", arguments: [pipeline, sequence])
        while let row = try rewards.next() {
            let item = SourceItem.reward(
                number: row["event"], try Self.reward(row), replaces: row["replaces"],
                time: Timestamp(rawValue: row["time"]))
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

    static func reward(_ row: Row) throws -> Reward {
        Reward(value: row["value"], weight: row["weight"], source: row["source"])
    }

    /// What the caller of a request was told.
    private static func answer(_ stored: Data?, to event: Event) throws -> ServedAnswer? {
        guard let stored else { return nil }
        var codec = RowCodec(reading: [UInt8](stored))
        let record = try codec.prediction(event: event.id)
        let isCandidate = record.arm == .candidate
        return ServedAnswer(
            arm: record.arm, version: (isCandidate ? record.candidate : record.champion) ?? record.champion,
            output: (isCandidate ? record.candidateOutput : record.championOutput) ?? record.championOutput,
            learnedThrough: isCandidate ? 0 : record.championLearnedThrough, lags: event.lags,
            isCounted: record.isCounted,
            told: [ToldAnswer(version: record.champion, output: record.championOutput)]
                + zip([record.candidate], [record.candidateOutput]).compactMap { version, output in
                    version.flatMap { version in output.map { ToldAnswer(version: version, output: $0) } }
                }, chances: record.chances)
    }

    package func known(_ numbers: [Int64], in pipeline: PipelineName) throws(StoreError) -> Set<Int64> {
        try attempt("read") {
            try database.read { db in
                let statement = try db.cachedStatement(
                    sql: """
                        SELECT 1 FROM pipeline WHERE name = ?1 AND (
                            EXISTS (SELECT 1 FROM event WHERE event.pipeline = pipeline.id AND event.id = ?2)
                            OR EXISTS (SELECT 1 FROM quarantine WHERE quarantine.pipeline = pipeline.id AND row = ?2))
                        """)
                var known: Set<Int64> = []
                for number in numbers
                where try Int.fetchOne(statement, arguments: [pipeline.rawValue, number]) != nil {
                    known.insert(number)
                }
                return known
            }
        }
    }

    package func answeredEvents(
        _ events: [Int64], in pipeline: PipelineName
    ) throws(StoreError) -> [AnsweredEvent] {
        try attempt("read") {
            try database.read { db in
                let statement = try db.cachedStatement(
                    sql: """
                        SELECT event.time, event.body, prediction.body AS prediction FROM event
                        JOIN prediction ON prediction.pipeline = event.pipeline AND prediction.event = event.id
                        WHERE event.pipeline = (SELECT id FROM pipeline WHERE name = ?) AND event.id = ?
                        """)
                return try events.compactMap { id in
                    guard let row = try Row.fetchOne(statement, arguments: [pipeline.rawValue, id]) else { return nil }
                    var body = RowCodec(reading: [UInt8](row["body"] as Data))
                    var prediction = RowCodec(reading: [UInt8](row["prediction"] as Data))
                    return AnsweredEvent(
                        event: try body.event(id: id, time: Timestamp(rawValue: row["time"])),
                        prediction: try prediction.prediction(event: id))
                }
            }
        }
    }

    package func observed(_ ownIDs: [String], in pipeline: PipelineName) throws(StoreError) -> [String: Int64] {
        try attempt("read") {
            try database.read { db in
                let statement = try db.cachedStatement(
                    sql: """
                        SELECT event FROM observation
                        WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?) AND own = ?
                        """)
                var numbers: [String: Int64] = [:]
                for ownID in ownIDs {
                    numbers[ownID] = try Int64.fetchOne(statement, arguments: [pipeline.rawValue, ownID])
                }
                return numbers
            }
        }
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
                        SELECT e.id, e.time, e.body, coalesce(l.truth, i.truth) AS truth,
                        CASE WHEN l.truth IS NULL THEN i.is_class ELSE l.is_class END AS is_class, p.body AS prediction
                        FROM event e
                        LEFT JOIN label l ON l.pipeline = e.pipeline AND l.event = e.id AND l.seq <= ?
                        LEFT JOIN implied_label i ON i.pipeline = e.pipeline AND i.event = e.id AND i.seq <= ?
                        LEFT JOIN prediction p ON p.pipeline = e.pipeline AND p.event = e.id
                        WHERE e.pipeline = (SELECT id FROM pipeline WHERE name = ?) AND e.id BETWEEN ? AND ?
                        AND e.seq <= ? AND (l.truth IS NOT NULL OR i.truth IS NOT NULL)
                        AND (? IS NULL OR e.id % ? BETWEEN ? AND ?)
                        ORDER BY e.id DESC
                        """,
                    arguments: [
                        query.throughSequence, query.throughSequence, query.pipeline.rawValue, query.events.lowerBound,
                        query.events.upperBound, query.throughSequence, query.keeping?.every, query.keeping?.every,
                        query.keeping?.offset, query.keeping.map { $0.offset + $0.rows - 1 },
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

    package func events(_ ids: [Int64], in pipeline: PipelineName) throws(StoreError) -> [Event] {
        try attempt("read") {
            try database.read { db in
                let statement = try db.cachedStatement(
                    sql: """
                        SELECT id, time, body FROM event
                        WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?) AND id = ?
                        """)
                return try ids.compactMap { id in
                    guard let row = try Row.fetchOne(statement, arguments: [pipeline.rawValue, id]) else { return nil }
                    var codec = RowCodec(reading: [UInt8](row["body"] as Data))
                    return try codec.event(id: id, time: Timestamp(rawValue: row["time"]))
                }
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
