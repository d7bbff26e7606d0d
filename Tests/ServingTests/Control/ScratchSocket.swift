import Foundation

/// A folder of its own for a test's socket; gone with it.
final class ScratchSocket {
    let folder: URL

    init(depth: Int = 0) throws {
        var folder = FileManager.default.temporaryDirectory
            .appending(path: "flywheel-control-\(ProcessInfo.processInfo.globallyUniqueString)")
        for level in 0..<depth { folder = folder.appending(path: "a-folder-with-a-long-name-\(level)") }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("\(folder.path) stays: \(error)")
        }
    }

    var path: String { folder.appending(path: "engine.sock").path }
}
