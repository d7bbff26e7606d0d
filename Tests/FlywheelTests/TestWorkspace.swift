import Domain
import Foundation
import Simulation

/// A workspace of one pipeline in a folder of its own.
final class TestWorkspace {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The built program.
    #if DEBUG
        static let program = root.appending(path: ".build/debug/flywheel")
    #else
        static let program = root.appending(path: ".build/release/flywheel")
    #endif

    /// A pipeline whose first version, trained before row 400, is wrong from there on.
    ///
    /// A day of the stream is a second of a test: no canary may end by its deadline because the machine is busy.
    static let turningPipeline = """
        task: classification
        classes: ["0", "1"]
        source: {file: stream.csv, speed: 50/s, preroll_rows: 900, time: time, target: label}
        columns: {first: {type: number, range: [-1, 1]}, second: {type: number, range: [-1, 1]}}
        labels: {delay: 30m}
        initial: {rows: 300, learner: linear}
        search: {trials: 2, windows: [300], holdout_rows: 100, validation_rows: 100, learners: [linear]}
        gates: {replay_every: 1000, replay_rows: 50, replay_drop: 1}
        canary: {steps: [50, 100], min_pairs: 20, min_time: 0s, bake_pairs: 20, bake_time: 0s, margin: 0.9,
          critical_margin: 0.95, max_time: 400d, deadline: 400d}
        triggers:
          - {periodic: 400d}
        """

    let folder: URL

    /// - Parameters:
    ///   - name: Names the folder.
    ///   - data: The text of `stream.csv`.
    ///   - pipeline: The text of the pipeline's file.
    ///   - pipelineName: Names that file.
    /// - Throws: Where the folder cannot be written.
    init(name: String, data: String, pipeline: String, pipelineName: String = "stream") throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "flywheel-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "pipelines"), withIntermediateDirectories: true)
        try data.write(to: folder.appending(path: "stream.csv"), atomically: true, encoding: .utf8)
        try pipeline.write(
            to: folder.appending(path: "pipelines/\(pipelineName).yaml"), atomically: true, encoding: .utf8)
    }

    /// The first rows of the electricity market.
    static func electricity(rows: Int) throws -> String {
        let data = try String(contentsOf: root.appending(path: "demo-data/electricity.csv"), encoding: .utf8)
        return data.split(separator: "\n").prefix(rows + 1).joined(separator: "\n") + "\n"
    }

    /// A stream of two numbers whose rule turns round at one row: what was learned before is wrong from there on.
    static func turning(at row: Int64, rows: Int) throws -> String {
        var stream = SyntheticStream(drift: .abrupt(at: row), rows: Int64(rows), noise: 0.05, seed: 7, resumingAt: nil)
        var lines = ["time,first,second,label"]
        for item in try stream.next(rows: rows, until: nil).items {
            switch item {
            case .row(let row):
                let fields = [row.time.map(\.description) ?? ""] + row.values.map(\.description)
                lines.append(fields.joined(separator: ","))
            case .label(let number, let label, _), .correction(let number, let label, _):
                lines[Int(number)] += ",\(label)"
            case .reward: continue
            }
        }
        return lines.filter { $0.split(separator: ",").count == 4 }.joined(separator: "\n") + "\n"
    }

    func remove() throws {
        try FileManager.default.removeItem(at: folder)
    }
}
