import Domain
import Engine
import Foundation
import Glibc

/// Progress bars on standard error while a replay runs: share, rate and time left.
enum ProgressLines {
    static func start(_ engine: Engine, _ workspace: Workspace) -> Task<Void, Never> {
        let totals = workspace.definitions.reduce(into: [String: Int64]()) { totals, definition in
            totals[definition.name.rawValue] = lines(in: definition.source.file)
        }
        let start = ContinuousClock.now
        return Task {
            while !Task.isCancelled {
                let seconds = Double(start.duration(to: .now).components.seconds) + 0.001
                for (name, rows) in await engine.progress() {
                    let total = max(totals[name] ?? rows, 1)
                    let share = min(1, Double(rows) / Double(total))
                    let bar = String(repeating: "#", count: Int(share * 30)).padding(
                        toLength: 30, withPad: ".", startingAt: 0)
                    let rate = Double(rows) / seconds
                    let left = rate > 0 ? Int(Double(total - rows) / rate) : 0
                    StandardError.print(
                        "\(name) [\(bar)] \(Int(share * 100)) %  \(Int(rate)) rows/s  \(max(left, 0)) s left")
                }
                do {
                    try await Task.sleep(for: .seconds(2))
                } catch {
                    return
                }
            }
        }
    }

    private static func lines(in file: String) -> Int64 {
        guard let data = FileManager.default.contents(atPath: file) else { return 0 }
        return data.withUnsafeBytes { Int64($0.count { $0 == UInt8(ascii: "\n") }) } - 1
    }
}
