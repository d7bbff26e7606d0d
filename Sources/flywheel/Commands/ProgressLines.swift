import Domain
import Engine
import Foundation
import Glibc

/// Progress bars on standard error while a replay runs: share, rate and time left.
///
/// On a terminal the lines are written over, elsewhere (a log) they follow each other, seldom.
struct ProgressLines {
    private let totals: [String: Int64]
    private let start = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(_ workspace: Workspace) {
        totals = workspace.definitions.reduce(into: [:]) { totals, definition in
            totals[definition.name.rawValue] = Self.rows(in: definition.source.file)
        }
    }

    /// Shows where the engine stands until the task is cancelled, and once more then.
    func follow(_ engine: Engine) -> Task<Void, Never> {
        Task {
            var drawn = 0
            while true {
                let lines = await engine.progress().map(line)
                let back = isTerminal && drawn > 0 ? "\u{1b}[\(drawn)A" : ""
                StandardError.print(back + lines.map { isTerminal ? "\u{1b}[K\($0)" : $0 }.joined(separator: "\n"))
                drawn = lines.count
                guard !Task.isCancelled else { return }
                do {
                    try await Task.sleep(for: isTerminal ? .milliseconds(250) : .seconds(5))
                } catch {
                    continue
                }
            }
        }
    }

    private func line(_ progress: (name: String, rows: Int64)) -> String {
        let passed = start.duration(to: .now).components
        let seconds = max(Double(passed.seconds) + Double(passed.attoseconds) / 1e18, 1e-3)
        let total = max(totals[progress.name] ?? progress.rows, 1)
        let share = min(1, Double(progress.rows) / Double(total))
        let bar = String(repeating: "#", count: Int(share * 30)).padding(toLength: 30, withPad: ".", startingAt: 0)
        let rate = Double(progress.rows) / seconds
        let left = rate > 0 ? Int(Double(max(0, total - progress.rows)) / rate) : 0
        let name = progress.name.padding(toLength: max(12, progress.name.count), withPad: " ", startingAt: 0)
        return "\(name) [\(bar)] \(Int(share * 100)) %  \(Int(rate)) rows/s  \(left) s left"
    }

    private static func rows(in file: String) -> Int64 {
        guard let data = FileManager.default.contents(atPath: file) else { return 0 }
        return data.withUnsafeBytes { Int64($0.count { $0 == UInt8(ascii: "\n") }) } - 1
    }
}
