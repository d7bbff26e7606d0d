package import Domain
import Foundation
import GRDB

extension SQLiteHistory {
    package func standings(
        of events: [Int64], in pipeline: PipelineName
    ) throws(StoreError) -> [Int64: EventStanding] {
        try attempt("read") {
            try database.read { db in
                guard
                    let id = try Int64.fetchOne(
                        db, sql: "SELECT id FROM pipeline WHERE name = ?", arguments: [pipeline.rawValue])
                else { return [:] }
                var standings: [Int64: EventStanding] = [:]
                for event in events where standings[event] == nil {
                    let standing = try Self.accepted(event, id, db)
                    standings[event] = if let standing { standing } else { try Self.quarantined(event, id, db) }
                }
                return standings
            }
        }
    }

    private static func accepted(_ event: Int64, _ pipeline: Int64, _ db: Database) throws -> EventStanding? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT event.time, label.value AS label, reward.value, weight, source,
                    EXISTS (SELECT 1 FROM retracted_label AS old
                    WHERE old.pipeline = event.pipeline AND old.event = event.id) AS is_retracted FROM event
                LEFT JOIN label ON label.pipeline = event.pipeline AND label.event = event.id
                LEFT JOIN reward ON reward.pipeline = event.pipeline AND reward.event = event.id
                    AND reward.seq = (SELECT max(seq) FROM reward AS newest
                        WHERE newest.pipeline = event.pipeline AND newest.event = event.id)
                WHERE event.pipeline = ? AND event.id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [pipeline, event]) else { return nil }
        let reward: Double? = row["value"]
        return EventStanding(
            time: Timestamp(rawValue: row["time"]), label: try value(row["label"]), isRetracted: row["is_retracted"],
            reward: try reward.map { _ in try Self.reward(row) }, votes: try votes(for: event, pipeline, db))
    }

    private static func votes(for event: Int64, _ pipeline: Int64, _ db: Database) throws -> [LabelVote] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT source, value FROM told_label WHERE pipeline = ? AND event = ?
                AND fate IN ('voted', 'outvoted', 'carried') ORDER BY seq
                """)
        return try Row.fetchAll(statement, arguments: [pipeline, event]).compactMap { row in
            try value(row["value"]).map { LabelVote(source: row["source"], value: $0) }
        }
    }

    /// A row that broke a rule: its label is kept for the day on which it is released.
    private static func quarantined(_ number: Int64, _ pipeline: Int64, _ db: Database) throws -> EventStanding? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT quarantine.state, body, label.value AS label FROM quarantine
                LEFT JOIN label ON label.pipeline = quarantine.pipeline AND label.event = quarantine.row
                WHERE quarantine.pipeline = ? AND quarantine.row = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [pipeline, number]) else { return nil }
        let stored = try decoder.decode(QuarantinedRow.self, from: row["body"])
        let state: String = row["state"]
        return EventStanding(
            time: stored.time, label: try value(row["label"]), votes: try votes(for: number, pipeline, db),
            quarantine: EventStanding.Quarantine(
                row: number, isDropped: state == QuarantinedRow.State.dropped.rawValue, words: stored.words,
                isReadable: stored.row.time != nil))
    }

    private static func value(_ stored: Data?) throws -> FieldValue? {
        guard let stored else { return nil }
        var codec = RowCodec(reading: [UInt8](stored))
        return try codec.value()
    }
}
