import GRDB

/// The tables, and how an older file becomes a newer one.
enum Schema {
    /// What this program writes; a file with a newer number is refused.
    static let version = 10

    static func migrate(_ db: Database) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if found < 1 { try makeTables(db) }
        if found < 2 { try keepCorrections(db) }
        if found < 3 { try keepGoldenCases(db) }
        if found < 4 { try keepRetractions(db) }
        if found < 5 { try keepRewards(db) }
        if found < 6 { try keepObservations(db) }
        if found < 7 { try keepToldLabels(db) }
        if found < 8 { try indexRuns(db) }
        if found < 9 { try indexUnits(db) }
        if found < 10 { try keepWatermarks(db) }
    }

    /// Up to which event time a point of the chart speaks, and what was expected after it.
    private static func keepWatermarks(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE point ADD COLUMN through INTEGER;
                ALTER TABLE point ADD COLUMN estimated REAL;
                ALTER TABLE point ADD COLUMN doubt TEXT;
                PRAGMA user_version = 10;
                """)
    }

    private static func keepGoldenCases(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE golden (pipeline INTEGER, number INTEGER, event INTEGER, author TEXT, reason TEXT, truth TEXT,
                    body BLOB, PRIMARY KEY (pipeline, number)) WITHOUT ROWID;
                PRAGMA user_version = 3;
                """)
    }

    /// Labels that stand for none within the horizon, apart from those that came; and what was told beside a label's value.
    private static func keepToldLabels(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE implied_label (pipeline INTEGER, event INTEGER, seq INTEGER, time INTEGER, value BLOB,
                    truth REAL, is_class INTEGER, PRIMARY KEY (pipeline, event)) WITHOUT ROWID;
                CREATE TABLE told_label (pipeline INTEGER, event INTEGER, seq INTEGER, time INTEGER, own TEXT, value BLOB,
                    source TEXT, probability REAL, fate TEXT, PRIMARY KEY (pipeline, event, seq)) WITHOUT ROWID;
                PRAGMA user_version = 7;
                """)
    }

    /// What other servers call the predictions that they told.
    private static func keepObservations(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE observation (pipeline INTEGER, own TEXT, event INTEGER,
                    PRIMARY KEY (pipeline, own)) WITHOUT ROWID;
                PRAGMA user_version = 6;
                """)
    }

    /// All rewards of an event stay; the newest is the one that holds.
    private static func keepRewards(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE reward (pipeline INTEGER, event INTEGER, seq INTEGER, time INTEGER, value REAL, weight REAL,
                    source TEXT, replaces REAL, PRIMARY KEY (pipeline, event, seq)) WITHOUT ROWID;
                PRAGMA user_version = 5;
                """)
    }

    /// A corrected label's row holds the new one; what it held before goes to a table of its own.
    private static func keepCorrections(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE superseded_label (pipeline INTEGER, event INTEGER, seq INTEGER, time INTEGER, value BLOB,
                    truth REAL, is_class INTEGER, PRIMARY KEY (pipeline, event, seq)) WITHOUT ROWID;
                PRAGMA user_version = 2;
                """)
    }

    /// Labels that were taken back, with the log entry that did it.
    private static func keepRetractions(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE retracted_label (pipeline INTEGER, event INTEGER, seq INTEGER, time INTEGER, value BLOB,
                    truth REAL, is_class INTEGER, retraction INTEGER, PRIMARY KEY (pipeline, event, seq)) WITHOUT ROWID;
                PRAGMA user_version = 4;
                """)
    }

    private static func makeTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE pipeline (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, position TEXT);
                CREATE TABLE event (pipeline INTEGER, id INTEGER, seq INTEGER, time INTEGER, body BLOB,
                    PRIMARY KEY (pipeline, id)) WITHOUT ROWID;
                CREATE TABLE label (pipeline INTEGER, event INTEGER, seq INTEGER, time INTEGER, value BLOB, truth REAL,
                    is_class INTEGER,
                    PRIMARY KEY (pipeline, event)) WITHOUT ROWID;
                CREATE TABLE prediction (pipeline INTEGER, event INTEGER, body BLOB,
                    PRIMARY KEY (pipeline, event)) WITHOUT ROWID;
                CREATE TABLE entry (pipeline INTEGER, seq INTEGER, body BLOB, PRIMARY KEY (pipeline, seq)) WITHOUT ROWID;
                CREATE TABLE quarantine (pipeline INTEGER, row INTEGER, seq INTEGER, state TEXT, body BLOB,
                    PRIMARY KEY (pipeline, row)) WITHOUT ROWID;
                CREATE TABLE record (pipeline INTEGER, kind TEXT, number INTEGER, body BLOB,
                    PRIMARY KEY (pipeline, kind, number)) WITHOUT ROWID;
                CREATE TABLE audit (pipeline INTEGER, number INTEGER, stream INTEGER, body BLOB,
                    PRIMARY KEY (pipeline, number)) WITHOUT ROWID;
                CREATE TABLE point (pipeline INTEGER, seq INTEGER, time INTEGER, served REAL, ghost REAL,
                    no_change REAL, candidate REAL, PRIMARY KEY (pipeline, seq)) WITHOUT ROWID;
                CREATE TABLE checkpoint (pipeline INTEGER, seq INTEGER, body BLOB,
                    PRIMARY KEY (pipeline, seq)) WITHOUT ROWID;
                """)
    }
}
