import Domain
import Foundation
import Glibc

/// Where a remote worker keeps datasets and models by their SHA-256, up to a size.
struct WorkerCache {
    let directory: String
    /// Bytes of all files; what was used longest ago goes first.
    let mostBytes: Int64

    var artifacts: FileArtifacts { FileArtifacts(directory: directory) }

    /// `flywheel/worker` in the XDG cache folder.
    static var usualDirectory: String {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
        let base = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.cache"
        return "\(base)/flywheel/worker"
    }

    /// Whether the content is here, whole; one that has changed on the disk is removed.
    func has(_ kind: ArtifactFile.Kind, _ digest: ContentDigest) -> Bool {
        let path = path(kind, digest)
        guard access(path, R_OK) == 0 else { return false }
        do {
            if SHA256.digest(of: try ImmutableFile(path: path).read()) == digest {
                // Marks it as used now.
                utimes(path, nil)
                return true
            }
        } catch {
            return false
        }
        unlink(path)
        return false
    }

    /// Keeps a content whose digest was checked.
    ///
    /// - Throws: ``ArtifactError`` where it cannot be written.
    func keep(_ kind: ArtifactFile.Kind, _ digest: ContentDigest, _ content: Data) throws(ArtifactError) {
        try ImmutableFile(path: path(kind, digest)).write([UInt8](content))
    }

    /// Removes what was used longest ago until the rest fits; those that are in use stay.
    func makeRoom(but used: Set<ContentDigest>) {
        struct Entry {
            var path: String
            var bytes: Int64
            var used: Double
        }

        var entries: [Entry] = []
        for kind in ArtifactFile.Kind.allCases {
            let folder = "\(directory)/\(kind.rawValue)"
            guard let names = FileManager.default.subpaths(atPath: folder) else { continue }
            for name in names.sorted() {
                var about = stat()
                guard stat("\(folder)/\(name)", &about) == 0 else { continue }
                let seconds = Double(about.st_mtim.tv_sec) + Double(about.st_mtim.tv_nsec) * 1e-9
                entries.append(Entry(path: "\(folder)/\(name)", bytes: Int64(about.st_size), used: seconds))
            }
        }
        var bytes = entries.reduce(0) { $0 + $1.bytes }
        for entry in entries.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) where bytes > mostBytes {
            let name = String(entry.path.split(separator: "/").last ?? "")
            if let digest = ContentDigest(hexadecimal: name), used.contains(digest) { continue }
            if unlink(entry.path) == 0 { bytes -= entry.bytes }
        }
    }

    private func path(_ kind: ArtifactFile.Kind, _ digest: ContentDigest) -> String {
        "\(directory)/\(kind.rawValue)/\(digest.hexadecimal)"
    }
}
