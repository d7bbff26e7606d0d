import Domain
import Foundation
import Glibc

/// The folders of datasets and models as files that come and go.
struct ArtifactFolders {
    /// The folder with `datasets` and `models`.
    let state: String

    /// All files, by kind and name.
    ///
    /// - Throws: ``ArtifactError`` where a folder that is there cannot be read.
    func files() throws(ArtifactError) -> [ArtifactFile] {
        var files: [ArtifactFile] = []
        for kind in ArtifactFile.Kind.allCases {
            let folder = "\(state)/\(kind.rawValue)"
            guard FileManager.default.fileExists(atPath: folder) else { continue }
            do {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
                    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                    let bytes = (attributes[.size] as? NSNumber)?.int64Value ?? 0
                    files.append(ArtifactFile(kind: kind, name: name, bytes: bytes))
                }
            } catch {
                throw ArtifactError("\(folder): cannot be read: \(error.localizedDescription)")
            }
        }
        return files
    }

    /// Removes a file; one that is gone already is no error.
    ///
    /// - Throws: ``ArtifactError`` where it stays.
    func remove(_ file: ArtifactFile) throws(ArtifactError) {
        let path = "\(state)/\(file.kind.rawValue)/\(file.name)"
        guard unlink(path) != 0, errno != ENOENT else { return }
        throw ArtifactError("\(path): cannot be removed: \(String(cString: strerror(errno)))")
    }
}
