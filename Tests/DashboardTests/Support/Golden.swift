import Foundation
import Testing

/// Compares a text with the file of its name beside the tests.
///
/// `FLYWHEEL_RECORD=1` writes the files anew; the run still fails, so that a recording is never taken for a pass.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "Golden").appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["FLYWHEEL_RECORD"] == "1" {
        try text.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        return
    }
    let wanted = try String(contentsOf: file, encoding: .utf8)
    #expect(text == wanted, "\(name) differs from its picture:\n\(text)", sourceLocation: sourceLocation)
}
