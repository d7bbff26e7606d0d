import Domain
import Foundation
import GRDB

extension Schema {
    /// What runs can be chosen and ordered by, filled from the records that are there.
    static func indexRuns(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE run_index (pipeline INTEGER, number INTEGER, search REAL, kind TEXT, state TEXT, failure TEXT,
                    learner TEXT, updates TEXT, start TEXT, origin TEXT, sampler TEXT, parent REAL, score REAL,
                    margin REAL, "rows" REAL, "window" REAL, cpu REAL, wall REAL, queue REAL, memory REAL, bytes REAL,
                    host TEXT, recipe TEXT, dataset TEXT, model TEXT, version REAL,
                    PRIMARY KEY (pipeline, number)) WITHOUT ROWID;
                CREATE INDEX run_by_score ON run_index (pipeline, score);
                CREATE INDEX run_by_search ON run_index (pipeline, search);
                CREATE INDEX run_by_learner ON run_index (pipeline, learner, score);
                CREATE INDEX run_by_cpu ON run_index (pipeline, cpu);
                CREATE TABLE run_setting (pipeline INTEGER, name TEXT, number INTEGER, value REAL,
                    PRIMARY KEY (pipeline, name, number)) WITHOUT ROWID;
                """)
        let runs = try Row.fetchCursor(
            db, sql: "SELECT pipeline, body FROM record WHERE kind = 'run' ORDER BY pipeline, number")
        while let row = try runs.next() {
            let run = try SQLiteHistory.decoder.decode(RunRecord.self, from: row["body"] as Data)
            try RunIndex(db: db, pipeline: row["pipeline"]).put(run)
        }
        let versions = try Row.fetchAll(
            db, sql: "SELECT pipeline, body FROM record WHERE kind = 'version' ORDER BY pipeline, number")
        for row in versions {
            let version = try SQLiteHistory.decoder.decode(VersionRecord.self, from: row["body"] as Data)
            try RunIndex(db: db, pipeline: row["pipeline"]).put(version)
        }
        try db.execute(sql: "PRAGMA user_version = 8")
    }
}
