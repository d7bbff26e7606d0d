import Domain
import Foundation
import Testing

@testable import Tracking

/// The history as a file: two handles, newer programs, damage.
final class HistoryFileTests {
    private let folder: URL
    private var file: String { folder.appending(path: "history.sqlite").path(percentEncoded: false) }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "flywheel-tracking-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("\(folder.path(percentEncoded: false)) is left behind: \(error)")
        }
    }

    @Test func findsEverythingAgainAfterItWasClosed() throws {
        var changes = Journal.labelled(3)
        changes.position = SourcePosition(rawValue: "0|7")
        try SQLiteHistory(file: file).commit([changes])

        let restored = try SQLiteHistory(file: file).restore(Journal.name)

        #expect(restored.tail.count == 6)
        #expect(restored.position == SourcePosition(rawValue: "0|7"))
    }

    @Test func isReadWhileItIsWritten() throws {
        let writer = try SQLiteHistory(file: file)
        try writer.commit([Journal.changes { $0.audits = [Journal.audit(1, minute: 1)] }])
        let reader = try SQLiteHistory(reading: file)
        let before = try reader.audits(Journal.name, since: nil, limit: 9)

        try writer.commit([Journal.changes { $0.audits = [Journal.audit(2, minute: 2)] }])

        #expect(before.map(\.number) == [1])
        #expect(try reader.audits(Journal.name, since: nil, limit: 9).map(\.number) == [1, 2])
    }

    @Test func refusesToWriteThroughAReader() throws {
        try SQLiteHistory(file: file).commit([Journal.labelled(1)])
        let reader = try SQLiteHistory(reading: file)

        let error = #expect(throws: StoreError.self) { try reader.commit([Journal.labelled(2)]) }

        #expect(error?.description == "\(file): cannot write: it cannot be written; check the owner and the mount")
        #expect(try reader.restore(Journal.name).tail.count == 2)
    }

    @Test func saysHowToBeginWhereThereIsNothingToRead() {
        let error = #expect(throws: StoreError.self) { try SQLiteHistory(reading: file) }

        #expect(
            error?.description
                == "\(file): there is no history yet; start `flywheel run` or `flywheel` in this workspace first")
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func saysThatTheFolderIsMissing() {
        let missing = folder.appending(path: "none/history.sqlite").path(percentEncoded: false)

        let error = #expect(throws: StoreError.self) { try SQLiteHistory(file: missing) }

        #expect(
            error?.description
                == "\(missing): cannot open: it cannot be opened; check that the folder exists and may be written")
    }

    /// The schema's number stands in bytes 60 to 63 of an SQLite file.
    @Test func refusesAFileOfANewerProgramAndLeavesItAsItIs() throws {
        try makeClosedHistory(rows: 1)
        var before = try Data(contentsOf: URL(filePath: file))
        before.replaceSubrange(60..<64, with: [0, 0, 0, 99])
        try before.write(to: URL(filePath: file))

        let writing = #expect(throws: StoreError.self) { try SQLiteHistory(file: file) }
        let reading = #expect(throws: StoreError.self) { try SQLiteHistory(reading: file) }

        let sentence =
            "\(file): written by a newer flywheel (schema 99, this one knows \(Schema.version)); update the program"
        #expect(writing?.description == sentence)
        #expect(reading?.description == sentence)
        #expect(try Data(contentsOf: URL(filePath: file)) == before)
    }

    @Test func refusesAFileThatIsNoDatabaseAndLeavesItAsItIs() throws {
        let text = Data(String(repeating: "this is no database\n", count: 500).utf8)
        try text.write(to: URL(filePath: file))

        let writing = #expect(throws: StoreError.self) { try SQLiteHistory(file: file) }
        let reading = #expect(throws: StoreError.self) { try SQLiteHistory(reading: file) }

        #expect(
            writing?.description == "\(file): cannot open: it is damaged; move it away (keep it) and restore a copy")
        #expect(
            reading?.description == "\(file): cannot read: it is damaged; move it away (keep it) and restore a copy")
        #expect(try Data(contentsOf: URL(filePath: file)) == text)
    }

    @Test func refusesAFileCutOffInTheMiddleAndLeavesItAsItIs() throws {
        try makeClosedHistory(rows: 3_000)
        let whole = try Data(contentsOf: URL(filePath: file))
        let half = Data(whole.prefix(whole.count / 2 / 4_096 * 4_096))
        try half.write(to: URL(filePath: file))

        let error = #expect(throws: StoreError.self) {
            _ = try SQLiteHistory(file: file).restore(Journal.name)
        }

        #expect(error?.description.hasSuffix("it is damaged; move it away (keep it) and restore a copy") ?? false)
        #expect(try Data(contentsOf: URL(filePath: file)) == half)
    }

    /// A history in one file: the last handle folds the write-ahead log back as it goes.
    private func makeClosedHistory(rows: Int64) throws {
        try SQLiteHistory(file: file).commit([Journal.labelled(rows)])
        try #require(!FileManager.default.fileExists(atPath: "\(file)-wal"))
    }
}
