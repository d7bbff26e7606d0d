import Domain
import Foundation
import Glibc

/// A file that is there whole or not at all, and survives a power cut: written beside, synchronised, renamed into place.
struct ImmutableFile {
    let path: String

    /// Writes the file where it is not there yet; the folder is made where it is missing.
    ///
    /// - Throws: ``ArtifactError`` with what, where and how to mend it.
    func write(_ bytes: [UInt8]) throws(ArtifactError) {
        guard access(path, F_OK) != 0 else { return }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw problem("the folder cannot be made", errno)
        }
        var name = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw problem("cannot be written", errno) }
        guard write(bytes, to: descriptor), fchmod(descriptor, 0o644) == 0, fsync(descriptor) == 0 else {
            let code = errno
            close(descriptor)
            unlink(name)
            throw problem("cannot be written", code)
        }
        guard close(descriptor) == 0, rename(name, path) == 0, synchronise(folder: folder) else {
            let code = errno
            unlink(name)
            throw problem("cannot be put into place", code)
        }
    }

    /// The file's bytes, mapped.
    ///
    /// - Throws: ``ArtifactError`` where it is not there or cannot be read.
    func read() throws(ArtifactError) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        } catch {
            throw ArtifactError("\(path): cannot be read; restore it from a copy: \(error.localizedDescription)")
        }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }

    /// Makes the new name survive a power cut too.
    private func synchronise(folder: String) -> Bool {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    private func problem(_ what: String, _ code: Int32) -> ArtifactError {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "free some space and start again"
            case EROFS: "choose a state folder on a disk that can be written to"
            case EACCES, EPERM: "give this user the right to write there"
            default: "mend it and start again"
            }
        return ArtifactError(
            "\(path): \(what): \(String(cString: strerror(code))); \(remedy)",
            isDiskFull: code == ENOSPC || code == EDQUOT)
    }
}
