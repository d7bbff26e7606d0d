import Domain
import Foundation
import GRDB

extension Schema {
    /// Where the predictions of a unit are, for feedback that names no id; rows in quarantine among them.
    static func indexUnits(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS unit_event (pipeline INTEGER, unit TEXT, time INTEGER, event INTEGER,
                    PRIMARY KEY (pipeline, unit, time, event)) WITHOUT ROWID;
                """)
        let insert = try db.makeStatement(sql: "INSERT OR IGNORE INTO unit_event VALUES (?, ?, ?, ?)")
        let events = try Row.fetchCursor(db, sql: "SELECT pipeline, id, time, body FROM event")
        while let row = try events.next() {
            var codec = RowCodec(reading: [UInt8](row["body"] as Data))
            guard let unit = try codec.unit() else { continue }
            try insert.execute(arguments: [row["pipeline"] as Int64, unit, row["time"] as Int64, row["id"] as Int64])
        }
        let quarantined = try Row.fetchCursor(db, sql: "SELECT pipeline, body FROM quarantine")
        while let row = try quarantined.next() {
            let stored = try SQLiteHistory.decoder.decode(QuarantinedRow.self, from: row["body"] as Data).row
            guard let unit = stored.unit, let time = stored.time else { continue }
            try insert.execute(arguments: [row["pipeline"] as Int64, unit, time.rawValue, stored.number])
        }
        try db.execute(sql: "PRAGMA user_version = 9")
    }
}
