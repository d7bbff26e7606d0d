import Domain
import Foundation
import Testing

@testable import flywheel

struct RollBackFileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "roll-backs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var path: String { folder.appending(path: "roll-backs").path }

    private func intent(_ version: Int) -> Intent {
        Intent(
            pipeline: PipelineName(rawValue: "p"), command: .rollBack(version: ModelVersion(rawValue: version)),
            user: "ann", reason: "it is worse", time: Timestamp(rawValue: 1))
    }

    @Test func keepsWhatIsNotRecordedOverAnUncleanStop() throws {
        let first = try RollBackFile(file: path)
        first.note(intent(2))
        first.note(intent(3))
        first.clear(intent(2))
        first.flush()

        #expect(try RollBackFile(file: path).outstanding() == [intent(3)])

        first.clear(intent(3))
        first.flush()
        #expect(try RollBackFile(file: path).outstanding() == [])
        #expect(FileManager.default.contents(atPath: path) == Data())
        try FileManager.default.removeItem(at: folder)
    }

    @Test func aLineThatWasCutOffIsNoRollBack() throws {
        let whole = try JSONEncoder().encode(intent(2))
        try (whole + Data("\n".utf8) + whole.prefix(20)).write(to: URL(filePath: path))

        #expect(try RollBackFile(file: path).outstanding() == [intent(2)])
        try FileManager.default.removeItem(at: folder)
    }
}
