import Domain
import Glibc

/// A file open for reading at any offset; copies of a reader may share it, as it keeps no position.
final class ReadableFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// - Throws: ``SourceError`` where it cannot be opened.
    init(path: String) throws(SourceError) {
        self.path = path
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SourceError("\(path): cannot be opened; check that it exists and may be read")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Its length in bytes now; 0 where the path names nothing any more.
    var size: UInt64 {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_size) : 0
    }

    /// At most `count` bytes from `offset`; none at the end.
    func read(_ count: Int, at offset: UInt64) throws(SourceError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let got = pread(descriptor, buffer.baseAddress, count, Int(offset))
            failure = got < 0 ? errno : 0
            filled = max(0, got)
        }
        guard failure == 0 else {
            throw SourceError("\(path): cannot be read: \(String(cString: strerror(failure))); check the file")
        }
        return bytes
    }
}
