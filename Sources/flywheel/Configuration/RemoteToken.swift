import Foundation

/// The token that another server wants, from a file of its own that nobody else may read.
enum RemoteToken {
    struct Problem: Error, Hashable {
        var found: String
        var remedy: String
    }

    private static let longest = 4_096

    /// The file's one line.
    static func read(_ path: String) -> Result<String, Problem> {
        var status = stat()
        guard stat(path, &status) == 0, let bytes = FileManager.default.contents(atPath: path) else {
            return .failure(Problem(found: "\(path), which is not there", remedy: "write it, and `chmod 600` it"))
        }
        guard status.st_mode & 0o077 == 0 else {
            return .failure(Problem(found: "\(path), which others may read", remedy: "`chmod 600` it"))
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let isPlain = text.utf8.allSatisfy { (0x21..<0x7f).contains($0) }
        guard !text.isEmpty, text.utf8.count <= longest, isPlain else {
            return .failure(
                Problem(found: "\(path), which holds no token", remedy: "write the token alone, on one line"))
        }
        return .success(text)
    }
}
