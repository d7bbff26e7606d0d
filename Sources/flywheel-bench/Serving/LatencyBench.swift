import Domain
import Foundation

/// The slowest hundredth of the answers at a steady rate, while nothing else happens and while two workers train.
struct LatencyBench {
    private static let requestsPerSecond = 500
    private static let seconds = 5.0
    private static let rounds = 3

    let program: Program

    func figures() async throws -> [Figure] {
        let scratch = try ScratchFolder("latency")
        let workspace = try ServingWorkspaces.forest(scratch, program)
        var (quiet, training): ([Double], [Double]) = ([], [])
        for _ in 0..<Self.rounds {
            let engine = try ServedEngine(program, workspace)
            try engine.wait(for: "a champion") {
                $0.champion.version.rawValue > 0 && $0.sourceStatus.contains("end of data") && $0.stage != .searching
            }
            quiet.append(try slowHundredth(engine))
            try await engine.order(.retrain)
            try engine.wait(for: "a search") { $0.search.map { $0.runs.count > 1 } ?? false && $0.stage == .searching }
            training.append(try slowHundredth(engine))
            guard try engine.pipeline().stage == .searching else { throw BenchError("the search ended too soon") }
            engine.process.finish(with: SIGKILL)
            try FileManager.default.removeItem(at: engine.state)
        }
        try scratch.remove()
        return [
            Figure(
                "slowest hundredth at \(Self.requestsPerSecond) requests/s, two workers train", median(training), "ms",
                peer: median(quiet), "nothing trains; the aim is a ratio of 2")
        ]
    }

    private func slowHundredth(_ engine: ServedEngine) throws -> Double {
        let load = PacedLoad(
            port: engine.port, path: "/v2/models/electricity/infer", body: ServingWorkspaces.forestRequest,
            requestsPerSecond: Self.requestsPerSecond)
        let times = try load.latencies(seconds: Self.seconds)
        return times[times.count * 99 / 100]
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
