package import Domain
import Foundation
import GRDB

extension SQLiteHistory {
    package func commit(_ changes: [PipelineChanges]) throws(StoreError) {
        try attempt("write") {
            try database.write { db in
                for change in changes { try ChangeWriter(db, change).write() }
            }
        }
    }
}

/// Writes one pipeline's changes inside a transaction.
private struct ChangeWriter {
    private let db: Database
    private let changes: PipelineChanges
    private let pipeline: Int64
    private let encoder = JSONEncoder()

    init(_ db: Database, _ changes: PipelineChanges) throws {
        self.db = db
        self.changes = changes
        encoder.outputFormatting = .sortedKeys
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        try db.execute(sql: "INSERT OR IGNORE INTO pipeline (name) VALUES (?)", arguments: [changes.pipeline.rawValue])
        pipeline =
            try Int64.fetchOne(
                db, sql: "SELECT id FROM pipeline WHERE name = ?", arguments: [changes.pipeline.rawValue]) ?? 0
    }

    func write() throws {
        try writeRows()
        try writeQuarantine()
        for retraction in changes.retractions { try retract(retraction) }
        try writeRecords()
        try writeSeries()
        if let position = changes.position {
            try db.execute(
                sql: "UPDATE pipeline SET position = ? WHERE id = ?", arguments: [position.rawValue, pipeline])
        }
        guard let checkpoint = changes.checkpoint else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)",
            arguments: [pipeline, checkpoint.sequence, Data(checkpoint.state)])
        try db.execute(
            sql: """
                DELETE FROM checkpoint WHERE pipeline = ?1 AND seq NOT IN
                (SELECT seq FROM checkpoint WHERE pipeline = ?1 ORDER BY seq DESC LIMIT 2)
                """, arguments: [pipeline])
    }

    private func writeRows() throws {
        let observation = try db.cachedStatement(sql: "INSERT INTO observation VALUES (?, ?, ?)")
        for observed in changes.observed {
            try observation.execute(arguments: [pipeline, observed.ownID, observed.event])
        }
        let event = try db.cachedStatement(sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?)")
        for stored in changes.events {
            var codec = RowCodec()
            codec.append(stored.event)
            try event.execute(arguments: [
                pipeline, stored.event.id, stored.sequence, stored.event.time.rawValue, Data(codec.bytes),
            ])
            try index(stored.event.unit, at: stored.event.time, stored.event.id)
        }
        let label = try db.cachedStatement(sql: "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)")
        for stored in changes.labels {
            if stored.isCorrection { try setAside(stored.event) }
            var codec = RowCodec()
            codec.append(stored.value)
            try label.execute(arguments: [
                pipeline, stored.event, stored.sequence, stored.time.rawValue, Data(codec.bytes), stored.truth?.number,
                stored.truth?.isCategory,
            ])
        }
        try writeImplied()
        for stored in changes.rewards {
            try db.execute(
                sql: "INSERT INTO reward VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    pipeline, stored.event, stored.sequence, stored.time.rawValue, stored.reward.value,
                    stored.reward.weight, stored.reward.source, stored.replaces,
                ])
        }
        let prediction = try db.cachedStatement(sql: "INSERT INTO prediction VALUES (?, ?, ?)")
        for record in changes.predictions {
            var codec = RowCodec()
            codec.append(record)
            try prediction.execute(arguments: [pipeline, record.event, Data(codec.bytes)])
        }
        for entry in changes.entries {
            try db.execute(
                sql: "INSERT INTO entry VALUES (?, ?, ?)",
                arguments: [pipeline, entry.sequence, try encoder.encode(entry.input)])
        }
    }

    /// Labels that stand for none, and what was told beside the values of those that came.
    private func writeImplied() throws {
        let implied = try db.cachedStatement(sql: "INSERT INTO implied_label VALUES (?, ?, ?, ?, ?, ?, ?)")
        for stored in changes.implied {
            var codec = RowCodec()
            codec.append(stored.value)
            try implied.execute(arguments: [
                pipeline, stored.event, stored.sequence, stored.time.rawValue, Data(codec.bytes), stored.truth?.number,
                stored.truth?.isCategory,
            ])
        }
        for stored in changes.told {
            let told = stored.told
            var codec = RowCodec()
            codec.append(told.value)
            try db.execute(
                sql: "INSERT INTO told_label VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    pipeline, told.event, stored.sequence, told.time.rawValue, told.ownID, Data(codec.bytes),
                    told.source, told.probability, told.fate.rawValue,
                ])
        }
    }

    /// The label that is there is kept beside the one that takes its place.
    private func setAside(_ event: Int64) throws {
        try db.execute(
            sql: "INSERT INTO superseded_label SELECT * FROM label WHERE pipeline = ? AND event = ?",
            arguments: [pipeline, event])
        try db.execute(sql: "DELETE FROM label WHERE pipeline = ? AND event = ?", arguments: [pipeline, event])
    }

    /// Labels of the range leave the table that everything reads, and stay beside it.
    private func retract(_ retraction: LabelRetraction) throws {
        let range = retraction.taint.range
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT event.id, event.time FROM event
                JOIN label ON label.pipeline = event.pipeline AND label.event = event.id
                WHERE event.pipeline = ? AND event.time BETWEEN ? AND ? AND label.truth IS NOT NULL
                """, arguments: [pipeline, range.from.rawValue, range.to.rawValue])
        for row in rows where range.holds(row["id"], at: Timestamp(rawValue: row["time"])) {
            let event: Int64 = row["id"]
            try db.execute(
                sql: "INSERT INTO retracted_label SELECT *, ? FROM label WHERE pipeline = ? AND event = ?",
                arguments: [retraction.sequence, pipeline, event])
            try db.execute(sql: "DELETE FROM label WHERE pipeline = ? AND event = ?", arguments: [pipeline, event])
        }
        try put("retraction", retraction.sequence, retraction)
    }

    /// Remembers where the predictions of a unit are; rows without one cost nothing.
    private func index(_ unit: String?, at time: Timestamp?, _ event: Int64) throws {
        guard let unit, let time else { return }
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO unit_event VALUES (?, ?, ?, ?)")
        try statement.execute(arguments: [pipeline, unit, time.rawValue, event])
    }

    private func writeQuarantine() throws {
        for row in changes.quarantined {
            try index(row.row.unit, at: row.row.time, row.row.number)
            try db.execute(
                sql: "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)",
                arguments: [pipeline, row.row.number, row.sequence, row.state.rawValue, try encoder.encode(row)])
        }
        for change in changes.quarantineChanges {
            try db.execute(
                sql: "UPDATE quarantine SET state = ? WHERE pipeline = ? AND row = ?",
                arguments: [change.state.rawValue, pipeline, change.row])
            if change.state == .released { try release(change) }
        }
    }

    /// A released row is an event from the release on, without target lags.
    private func release(_ change: QuarantineChange) throws {
        let stored = try Data.fetchOne(
            db, sql: "SELECT body FROM quarantine WHERE pipeline = ? AND row = ?", arguments: [pipeline, change.row])
        guard let stored else { return }
        let row = try SQLiteHistory.decoder.decode(QuarantinedRow.self, from: stored).row
        guard let time = row.time else { return }
        var codec = RowCodec()
        codec.append(Event(id: row.number, time: time, unit: row.unit, values: row.values, lags: []))
        try db.execute(
            sql: "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?)",
            arguments: [pipeline, row.number, change.sequence, time.rawValue, Data(codec.bytes)])
    }

    private func writeRecords() throws {
        let index = RunIndex(db: db, pipeline: pipeline)
        for run in changes.runs {
            try put("run", run.number, run)
            try index.put(run)
        }
        for version in changes.versions {
            try put("version", version.version.rawValue, version)
            try index.put(version)
        }
        for rollout in changes.rollouts { try put("rollout", rollout.number, rollout) }
        for alert in changes.alerts { try put("alert", alert.number, alert) }
        for trigger in changes.triggers { try put("trigger", trigger.number, trigger) }
        for item in changes.golden {
            try db.execute(
                sql: "INSERT OR REPLACE INTO golden VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    pipeline, item.number, item.event, item.author, item.reason, item.truth, try encoder.encode(item),
                ])
        }
    }

    private func put(_ kind: String, _ number: some BinaryInteger, _ record: some Encodable) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)",
            arguments: [pipeline, kind, Int64(number), try encoder.encode(record)])
    }

    private func writeSeries() throws {
        for audit in changes.audits {
            try db.execute(
                sql: "INSERT INTO audit VALUES (?, ?, ?, ?)",
                arguments: [pipeline, audit.number, audit.streamTime.rawValue, try encoder.encode(audit)])
        }
        for point in changes.points {
            try db.execute(
                sql: "INSERT INTO point VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    pipeline, point.sequence, point.time.rawValue, point.served, point.ghost, point.noChange,
                    point.candidate, point.through?.rawValue, point.estimated,
                    point.doubt?.rawValue,
                ])
        }
    }
}
