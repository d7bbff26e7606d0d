import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A Unix socket that only its owner may speak to, and its place among the files.
struct UnixSocketFile: Sendable {
    let path: String
    /// Bound, not yet listening.
    let descriptor: CInt
    private let device: dev_t
    private let node: ino_t

    /// Binds a socket at a path; what a server left there that is no more is removed.
    ///
    /// The mode is set before it listens, so that there is no moment at which others could connect.
    init(path: String) throws(ServingError) {
        try Self.clear(path)
        let descriptor = try Self.make(path)
        let bound = Self.withAddress(path) { bind(descriptor, $0, $1) }
        var status = stat()
        guard bound == 0, chmod(path, 0o600) == 0, lstat(path, &status) == 0 else {
            let reason = Self.reason()
            _ = close(descriptor)
            throw .cannotListen(address: path, reason: reason)
        }
        self.path = path
        self.descriptor = descriptor
        device = status.st_dev
        node = status.st_ino
    }

    /// Removes the file, unless another server has put its own there.
    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == node else { return }
        _ = unlink(path)
    }

    private static func clear(_ path: String) throws(ServingError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let descriptor = try make(path)
        defer { _ = close(descriptor) }
        let answer = withAddress(path) { connect(descriptor, $0, $1) }
        // Only a refusal says that nobody is there; a full queue belongs to a server that lives.
        guard answer != 0, errno == ECONNREFUSED else { throw .socketInUse(path: path) }
        guard unlink(path) == 0 else { throw .cannotListen(address: path, reason: reason()) }
    }

    private static func make(_ path: String) throws(ServingError) -> CInt {
        guard (try? SocketAddress(unixDomainSocketPath: path)) != nil else {
            throw .cannotListen(address: path, reason: "the path is empty, or longer than a socket's may be")
        }
        #if canImport(Glibc)
            let kind = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .cannotListen(address: path, reason: reason()) }
        return descriptor
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
        guard let address = try? SocketAddress(unixDomainSocketPath: path) else { return -1 }
        return address.withSockAddr { body($0, socklen_t($1)) }
    }

    private static func reason() -> String {
        strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    }
}
