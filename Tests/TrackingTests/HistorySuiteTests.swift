import Foundation
import TestSupport
import Testing

@testable import Tracking

struct HistorySuiteTests {
    @Test func keepsWhatEveryHistoryKeepsInMemory() throws {
        #expect(try HistoryStoreSuite.violations(SQLiteHistory()) == [])
    }

    @Test func keepsWhatEveryHistoryKeepsInAFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "flywheel-history-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

        #expect(try HistoryStoreSuite.violations(SQLiteHistory(file: folder.appending(path: "suite.db").path)) == [])

        try FileManager.default.removeItem(at: folder)
    }
}
