import Glibc

/// Sockets that other machines may reach.
enum TCPSocket {
    private static let patienceSeconds = 10

    /// Listens at an address; port 0 takes a free one.
    ///
    /// - Returns: The socket and its port.
    static func listen(host: String, port: Int) throws(ControlError) -> (descriptor: Int32, port: Int) {
        let descriptor = try open(host, port, flags: AI_PASSIVE) { descriptor, address, size in
            var yes: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            return bind(descriptor, address, size) == 0 && Glibc.listen(descriptor, 16) == 0
        }
        return (descriptor, self.port(of: descriptor))
    }

    static func connect(host: String, port: Int) throws(ControlError) -> Int32 {
        try open(host, port, flags: 0) { descriptor, address, size in
            // It is the limit of a connect, too.
            var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            guard Glibc.connect(descriptor, address, size) == 0 else { return false }
            prepare(descriptor)
            return true
        }
    }

    /// Lets short frames go out at once, and a peer that is gone be noticed.
    static func prepare(_ descriptor: Int32) {
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
        setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &yes, size)
    }

    private static func open(
        _ host: String, _ port: Int, flags: Int32, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws(ControlError) -> Int32 {
        let place = ControlAddress.tcp(host: host, port: port, token: "").description
        var hints = addrinfo()
        hints.ai_flags = flags
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let failed = getaddrinfo(host, "\(port)", &hints, &found)
        guard failed == 0, let first = found else {
            throw .unreachable(socket: place, reason: String(cString: gai_strerror(failed)))
        }
        defer { freeaddrinfo(found) }
        var reason: Int32 = 0
        for information in sequence(first: first, next: { $0.pointee.ai_next }).map(\.pointee) {
            let descriptor = socket(
                information.ai_family, information.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), information.ai_protocol)
            guard descriptor >= 0, let address = information.ai_addr else { continue }
            if use(descriptor, address, information.ai_addrlen) { return descriptor }
            reason = errno
            close(descriptor)
        }
        throw reason == ECONNREFUSED
            ? .noEngine(socket: place) : .unreachable(socket: place, reason: String(cString: strerror(reason)))
    }

    private static func port(of descriptor: Int32) -> Int {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
            // Both families keep the port at the same place.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(in_port_t(bigEndian: $0.pointee.sin_port))
            }
        }
    }
}
