import Foundation

/// The workspace that is shipped with the program.
enum DemoData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "demo-data").path(
            percentEncoded: false)
}
