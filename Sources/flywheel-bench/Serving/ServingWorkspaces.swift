import Domain
import Foundation

/// The workspaces that serving is measured on.
enum ServingWorkspaces {
    /// A request of one row for ``forest(_:_:)``.
    static let forestRequest =
        #"{"inputs":[{"name":"rows","shape":[1,7],"datatype":"FP64","data":[1,0.5,0.06,0.44,0.003,0.42,0.41]}]}"#

    /// The electricity market's first rows under a frozen version 1 of 100 boosted trees; nothing retrains it.
    static func forest(_ scratch: ScratchFolder, _ program: Program) throws -> URL {
        let data = program.demoData.appending(path: "electricity.csv").path
        return try served(
            scratch.workspace(
                pipeline: "electricity",
                """
                task: classification
                classes: [DOWN, UP]
                source: {file: \(data), time: time, target: price_move}
                columns:
                  day: {type: number, range: [1, 7]}
                  period: {type: number, range: [0, 1]}
                  nsw_price: {type: number, range: [0, 1]}
                  nsw_demand: {type: number, range: [0, 1]}
                  vic_price: {type: number, range: [0, 1]}
                  vic_demand: {type: number, range: [0, 1]}
                  transfer: {type: number, range: [0, 1]}
                labels: {delay: 30m}
                initial: {rows: 2000, learner: boosted-trees}
                search: {trials: 40, windows: [16000], learners: [boosted-trees], workers: 2}
                triggers:
                  - {periodic: 4000d}
                """))
    }

    /// A stream whose rule turns round again and again, so that what serves is wrong and a candidate is better.
    ///
    /// `rows` of it, half an hour apart, 900 of them past, the others at `speed` a second. Where it turns once, a candidate
    /// stays better.
    static func turning(
        _ scratch: ScratchFolder, rows: Int, speed: Int, canary: String, triggers: String = "periodic: 4000d",
        horizon: String = "4000d", turnsOnce: Bool = false
    ) throws -> URL {
        try turningStream(rows: rows, once: turnsOnce).write(
            to: scratch.url.appending(path: "stream.csv"), atomically: true, encoding: .utf8)
        return try served(
            scratch.workspace(
                pipeline: "stream",
                """
                task: classification
                classes: ["0", "1"]
                source: {file: stream.csv, speed: \(speed)/s, preroll_rows: 900, time: time, target: label, unit: user}
                columns: {first: {type: number, range: [-1, 1]}, second: {type: number, range: [-1, 1]}}
                labels: {delay: 30m, horizon: \(horizon)}
                initial: {rows: 300, learner: linear}
                search:
                  trials: 2
                  windows: [300]
                  holdout_rows: 100
                  validation_rows: 100
                  learners: [linear]
                gates: {replay_every: 1000, replay_rows: 50, replay_drop: 1}
                canary: {margin: 0.9, critical_margin: 0.95, \(canary)}
                triggers:
                  - {\(triggers)}
                """))
    }

    /// A request of one row for ``turning(_:rows:speed:canary:triggers:)``.
    static func turningRequest(unit: String) -> String {
        #"{"parameters":{"unit":"\#(unit)"},"inputs":[{"name":"first","shape":[1],"datatype":"FP64","data":[0.5]},"#
            + #"{"name":"second","shape":[1],"datatype":"FP64","data":[-0.5]}]}"#
    }

    private static func served(_ workspace: URL) throws -> URL {
        try "serve: {port: 0}\n".write(
            to: workspace.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)
        return workspace
    }

    /// Class 1 where the first number is above 0, the other way round after each 1,500 rows, or from row 400 on for good; one
    /// label in twenty is wrong.
    private static func turningStream(rows: Int, once: Bool) -> String {
        var generator = SeededGenerator(seed: 7)
        var text = "time,user,first,second,label\n"
        let start = Timestamp(rawValue: 1_767_225_600_000)
        for row in 0..<rows {
            let (first, second) = (2 * generator.unitInterval() - 1, 2 * generator.unitInterval() - 1)
            let isTurned = once ? row >= 400 : ((row + 1_100) / 1_500) % 2 == 1
            let isWrong = generator.unitInterval() < 0.05
            let label = (first > 0) != (isTurned != isWrong)
            let time = start + .minutes(30 * row)
            text += "\(time),u\(row % 997),\(first.fixed(4)),\(second.fixed(4)),\(label ? 1 : 0)\n"
        }
        return text
    }
}
