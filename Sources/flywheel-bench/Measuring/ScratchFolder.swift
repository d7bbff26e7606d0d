import Foundation

/// A folder for one measurement's files, gone afterwards.
struct ScratchFolder {
    let url: URL

    init(_ name: String) throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "flywheel-bench-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Makes a workspace of one pipeline in it.
    func workspace(pipeline name: String, _ text: String) throws -> URL {
        let pipelines = url.appending(path: "pipelines")
        try FileManager.default.createDirectory(at: pipelines, withIntermediateDirectories: true)
        try text.write(to: pipelines.appending(path: "\(name).yaml"), atomically: true, encoding: .utf8)
        return url
    }

    func remove() throws {
        try FileManager.default.removeItem(at: url)
    }
}
