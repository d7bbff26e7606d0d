package import Domain
import Foundation
import GRDB

/// The history in one SQLite file: write-ahead log, full synchronisation, one transaction a commit.
package struct SQLiteHistory: HistoryStore, HistoryReader {
    let database: any DatabaseWriter
    let file: String

    /// Opens the file, making it where there is none.
    ///
    /// - Throws: ``StoreError`` for a file that is damaged, of a newer program, or cannot be written; it is left as it is.
    package init(file: String) throws(StoreError) {
        self.file = file
        var configuration = Configuration()
        // Whoever copies the file or looks into it with another program may hold it for a while: that must not end an engine.
        configuration.busyMode = .timeout(60)
        do {
            if FileManager.default.fileExists(atPath: file) { try Self.refuseNewer(file) }
            let pool = try DatabasePool(path: file, configuration: configuration)
            // A pool sets NORMAL as it turns the write-ahead log on, after it has prepared its connection: set it here.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            try pool.write { db in
                try Schema.migrate(db)
            }
            database = pool
        } catch {
            throw Self.storeError(error, file: file, doing: "open")
        }
    }

    /// Opens an existing file for reading only, beside an engine that writes it.
    ///
    /// - Throws: ``StoreError`` where there is no such file or it cannot be read.
    package init(reading file: String) throws(StoreError) {
        self.file = file
        guard FileManager.default.fileExists(atPath: file) else {
            throw StoreError(
                "\(file): there is no history yet; start `flywheel run` or `flywheel` in this workspace first")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            try Self.refuseNewer(file)
            database = try DatabasePool(path: file, configuration: configuration)
        } catch {
            throw Self.storeError(error, file: file, doing: "read")
        }
    }

    /// A history that lives in memory, for back-tests and tests.
    ///
    /// - Throws: ``StoreError`` where SQLite refuses.
    package init() throws(StoreError) {
        file = "memory"
        do {
            let queue = try DatabaseQueue()
            try queue.write { db in
                try Schema.migrate(db)
            }
            database = queue
        } catch {
            throw Self.storeError(error, file: "memory", doing: "open")
        }
    }

    private static func refuseNewer(_ file: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: file, configuration: configuration)
        let found = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
        guard found <= Schema.version else {
            throw StoreError(
                "\(file): written by a newer flywheel (schema \(found), this one knows \(Schema.version)); update the program"
            )
        }
    }

    func attempt<Value>(_ doing: String, _ body: () throws -> Value) throws(StoreError) -> Value {
        do {
            return try body()
        } catch {
            throw Self.storeError(error, file: file, doing: doing)
        }
    }

    private static func storeError(_ error: any Error, file: String, doing: String) -> StoreError {
        if let error = error as? StoreError { return error }
        guard let error = error as? DatabaseError else { return StoreError("\(file): cannot \(doing): \(error)") }
        let mend =
            switch error.resultCode {
            case .SQLITE_FULL: "the disk is full; free some space, and start again what has ended; nothing is lost"
            case .SQLITE_READONLY, .SQLITE_PERM: "it cannot be written; check the owner and the mount"
            case .SQLITE_CANTOPEN: "it cannot be opened; check that the folder exists and may be written"
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: "it is damaged; move it away (keep it) and restore a copy"
            case .SQLITE_BUSY: "another program holds it; stop that one first"
            case .SQLITE_IOERR: "the disk reports an error; check the disk"
            default: error.message ?? "SQLite error \(error.resultCode.rawValue)"
            }
        return StoreError("\(file): cannot \(doing): \(mend)")
    }
}
