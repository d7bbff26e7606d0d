import Domain
import Foundation

/// A folder in which a worker finds what a run was made of, and leaves its model, without touching the state.
struct RebuildFolder {
    private let state: String
    let path: String

    /// - Parameter state: The folder with `datasets` and `models`.
    init(state: String) {
        self.state = URL(filePath: state).standardizedFileURL.path
        path =
            FileManager.default.temporaryDirectory
            .appending(path: "flywheel-rebuild-\(ProcessInfo.processInfo.globallyUniqueString)").path
    }

    /// Links the run's dataset and base model into the folder.
    ///
    /// - Throws: ``RunFailure`` where one of them is gone.
    func fill(for assignment: TrialAssignment) throws {
        try link("datasets", assignment.dataset, "dataset")
        if let base = assignment.base { try link("models", base, "base model") }
    }

    func remove() throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    private func link(_ kind: String, _ digest: ContentDigest, _ what: String) throws {
        let file = "\(state)/\(kind)/\(digest.hexadecimal)"
        guard FileManager.default.fileExists(atPath: file) else {
            throw RunFailure(
                description: "its \(what) is gone: \(file); it was collected or deleted, put it back from a copy")
        }
        try FileManager.default.createDirectory(atPath: "\(path)/\(kind)", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/\(kind)/\(digest.hexadecimal)", withDestinationPath: file)
    }
}
