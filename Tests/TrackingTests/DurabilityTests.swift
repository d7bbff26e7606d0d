import Domain
import Foundation
import GRDB
import Testing

@testable import Tracking

/// What a power cut, a killed program or a full disk leaves behind.
final class DurabilityTests {
    private let folder: URL
    private var file: String { folder.appending(path: "history.sqlite").path(percentEncoded: false) }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "flywheel-durability-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("\(folder.path(percentEncoded: false)) is left behind: \(error)")
        }
    }

    /// 2 is `FULL`: with less, SQLite does not flush the write-ahead log at each commit.
    @Test func flushesEachCommitToTheDisk() throws {
        let store = try SQLiteHistory(file: file)

        let level = try store.database.writeWithoutTransaction { db in
            try Int.fetchOne(db, sql: "PRAGMA synchronous")
        }

        #expect(level == 2)
    }

    /// The two files as a kill may leave them, the write-ahead log cut at 200 places.
    @Test func opensToWholeCommitsWhereverTheLogIsCut() throws {
        let store = try SQLiteHistory(file: file)
        let commits: Int64 = 12
        for number in 1...commits { try store.commit([Self.commit(number)]) }
        let main = try Data(contentsOf: URL(filePath: file))
        let log = try Data(contentsOf: URL(filePath: "\(file)-wal"))
        try #require(log.count > 4_096 * Int(commits))
        var generator = SeededGenerator(seed: 50)
        let lengths = (0..<198).map { _ in generator.index(below: log.count) } + [0, log.count]

        var found: [Int64] = []
        for (index, length) in lengths.sorted().enumerated() {
            let copy = folder.appending(path: "copy-\(index)").path(percentEncoded: false)
            try main.write(to: URL(filePath: copy))
            try log.prefix(length).write(to: URL(filePath: "\(copy)-wal"))
            found.append(try Self.wholeCommits(in: SQLiteHistory(file: copy)))
        }

        #expect(found == found.sorted())
        #expect(found.first == 0)
        #expect(found.last == commits)
        #expect(Set(found).count == Int(commits) + 1)
    }

    @Test func keepsWhatItHadWhereTheDiskIsFullAndGoesOnAfterwards() throws {
        let store = try SQLiteHistory(file: file)
        try store.commit([Self.commit(1)])
        try limitPages(of: store, to: 40)

        let error = #expect(throws: StoreError.self) { try store.commit([Self.large]) }

        #expect(
            error?.description
                == "\(file): cannot write: the disk is full; free some space, and start again what has ended; nothing is lost"
        )
        #expect(try Self.wholeCommits(in: store) == 1)
        try limitPages(of: store, to: 1_000_000)
        try store.commit([Self.commit(2)])
        #expect(try Self.wholeCommits(in: store) == 2)
    }

    /// One commit: an event, its label, its record in the audit log and the source's position.
    private static func commit(_ number: Int64) -> PipelineChanges {
        Journal.changes { changes in
            changes.events = [StoredEvent(sequence: 2 * number - 1, event: Journal.event(number))]
            changes.labels = [Journal.label(number, at: 2 * number)]
            changes.audits = [Journal.audit(number, minute: number)]
            changes.position = SourcePosition(rawValue: "\(number)")
        }
    }

    /// More than 40 pages hold, with numbers that no other commit here has.
    private static var large: PipelineChanges {
        Journal.changes { changes in
            changes.audits = [Journal.audit(1_000, minute: 1)]
            changes.position = SourcePosition(rawValue: "lost")
            changes.events = (1_000..<9_000).map { StoredEvent(sequence: 2 * $0, event: Journal.event($0)) }
        }
    }

    /// How many commits a store holds, each of them whole.
    private static func wholeCommits(in store: SQLiteHistory) throws -> Int64 {
        let restored = try store.restore(Journal.name)
        let count = Int64(try store.audits(Journal.name, since: nil, limit: 100).count)
        #expect(restored.tail.map(\.sequence) == (0..<2 * count).map { $0 + 1 })
        #expect(restored.position == (count == 0 ? nil : SourcePosition(rawValue: "\(count)")))
        return count
    }

    private func limitPages(of store: SQLiteHistory, to pages: Int) throws {
        try store.database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
    }
}
