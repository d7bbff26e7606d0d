import Foundation

/// How much more memory this process may take before the kernel ends something.
struct AvailableMemory {
    /// Where the kernel's files are.
    var root = ""

    /// What the machine and its control groups leave, whichever is least; nil where the kernel does not say.
    @Sendable static func bytes() -> Int? { AvailableMemory().bytes }

    var bytes: Int? { ([machine] + groups).compactMap(\.self).min() }

    /// What the kernel reckons can be taken without swapping.
    private var machine: Int? {
        for line in text("/proc/meminfo").split(separator: "\n") where line.hasPrefix("MemAvailable:") {
            let fields = line.split(separator: " ")
            return fields.count > 1 ? Int(fields[1]).map { $0 * 1_024 } : nil
        }
        return nil
    }

    /// What each control group that this process is in has left, from its own up to the root.
    private var groups: [Int?] {
        let lines = text("/proc/self/cgroup").split(separator: "\n")
        guard let own = lines.first(where: { $0.hasPrefix("0::/") })?.dropFirst(3) else { return [] }
        var path = String(own)
        var found = [left(in: "/sys/fs/cgroup" + path)]
        while path.count > 1, let slash = path.lastIndex(of: "/") {
            path = String(path[..<slash])
            found.append(left(in: "/sys/fs/cgroup" + path))
        }
        return found
    }

    /// Pages of files that were not used lately go before anything else, so that they count as free.
    private func left(in group: String) -> Int? {
        guard let limit = number("\(group)/memory.max"), let used = number("\(group)/memory.current") else {
            return nil
        }
        let idle = text("\(group)/memory.stat").split(separator: "\n")
            .first { $0.hasPrefix("inactive_file ") }
            .flatMap { Int($0.dropFirst("inactive_file ".count)) }
        return max(0, limit - used + (idle ?? 0))
    }

    /// Nil for `max`, which is no limit, and where there is no such file.
    private func number(_ path: String) -> Int? {
        text(path).split(separator: "\n").first.flatMap { Int($0) }
    }

    private func text(_ path: String) -> String {
        FileManager.default.contents(atPath: root + path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
