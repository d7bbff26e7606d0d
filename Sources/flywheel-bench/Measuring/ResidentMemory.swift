import Foundation

/// What the kernel says this process holds in memory.
enum ResidentMemory {
    /// - Throws: ``BenchError`` where the kernel does not say.
    static func bytes() throws -> Int {
        let text = String(decoding: FileManager.default.contents(atPath: "/proc/self/statm") ?? Data(), as: UTF8.self)
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else {
            throw BenchError("/proc/self/statm does not say how much memory is resident")
        }
        return pages * Int(getpagesize())
    }
}
