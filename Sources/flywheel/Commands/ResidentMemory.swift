import Foundation

/// What the kernel says this process holds in memory.
enum ResidentMemory {
    /// Nil where the kernel does not say.
    @Sendable static func bytes() -> Int? {
        guard let data = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(getpagesize()) } : nil
    }

    /// The same of another process; 0 where it is gone.
    static func bytes(of process: pid_t) -> Int64 {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/statm") else { return 0 }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? (Int64(fields[1]) ?? 0) * Int64(getpagesize()) : 0
    }
}
