import Foundation

/// What the kernel says of a process, by its number.
struct ProcessFigures {
    let folder: String

    init(_ process: Int32) {
        folder = "/proc/\(process)"
    }

    /// One thread of a process.
    init(_ process: Int32, thread: String) {
        folder = "/proc/\(process)/task/\(thread)"
    }

    /// Processor seconds since the start, of all its threads; 0 where it has ended.
    var processorSeconds: Double {
        let line = String(decoding: FileManager.default.contents(atPath: "\(folder)/stat") ?? Data(), as: UTF8.self)
        let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Bytes in memory; 0 where it has ended.
    var residentBytes: Int {
        let text = String(decoding: FileManager.default.contents(atPath: "\(folder)/statm") ?? Data(), as: UTF8.self)
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(getpagesize()) : 0
    }

    /// Open descriptors; 0 where it has ended.
    var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd").count) ?? 0
    }
}
