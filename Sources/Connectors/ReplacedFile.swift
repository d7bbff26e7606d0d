import Domain
import Glibc

/// A file whose content is replaced as a whole: written beside its place, then renamed into it.
struct ReplacedFile {
    let path: String

    /// - Throws: ``TrafficError`` with what, where and how to mend it; the old content stays.
    func write(_ bytes: [UInt8]) throws(TrafficError) {
        var name = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw problem(errno) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return try fail(errno, descriptor, name) }
            rest = rest.dropFirst(written)
        }
        guard fchmod(descriptor, 0o644) == 0 else { return try fail(errno, descriptor, name) }
        close(descriptor)
        guard rename(name, path) == 0 else {
            let code = errno
            unlink(name)
            throw problem(code)
        }
    }

    private func fail(_ code: Int32, _ descriptor: Int32, _ name: [CChar]) throws(TrafficError) {
        close(descriptor)
        unlink(name)
        throw problem(code)
    }

    private func problem(_ code: Int32) -> TrafficError {
        TrafficError(
            "\(path): cannot be written: \(String(cString: strerror(code))); "
                + "make the folder, and give this user the right to write there")
    }
}
