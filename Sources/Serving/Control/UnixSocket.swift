import Foundation
import Glibc

/// Sockets with a place in the file system, at paths of any length.
enum UnixSocket {
    /// Listens at a path where nobody else does; whatever lies there goes.
    ///
    /// Only the owner may connect.
    static func listen(at path: String) throws(ControlError) -> Int32 {
        try open(path) { descriptor, address, size in
            unlink(path)
            // Linux gives a socket's file the rights that the socket has when it is bound.
            guard fchmod(descriptor, 0o600) == 0, bind(descriptor, address, size) == 0 else { return false }
            return Glibc.listen(descriptor, 16) == 0
        }
    }

    static func connect(to path: String) throws(ControlError) -> Int32 {
        try open(path) { descriptor, address, size in Glibc.connect(descriptor, address, size) == 0 }
    }

    private static func open(
        _ path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws(ControlError) -> Int32 {
        let folder = Glibc.open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { if folder >= 0 { close(folder) } }
        guard folder >= 0, descriptor >= 0 else {
            let failed = errno
            if descriptor >= 0 { close(descriptor) }
            throw error(failed, path)
        }
        // An address holds 107 bytes; by way of the open folder, every path fits.
        let short = "/proc/self/fd/\(folder)/\((path as NSString).lastPathComponent)"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array((path.utf8.count < 108 ? path : short).utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let isOpen = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard isOpen else {
            let failed = errno
            close(descriptor)
            throw error(failed, path)
        }
        return descriptor
    }

    private static func error(_ number: Int32, _ path: String) -> ControlError {
        number == ENOENT || number == ECONNREFUSED
            ? .noEngine(socket: path) : .unreachable(socket: path, reason: String(cString: strerror(number)))
    }
}
