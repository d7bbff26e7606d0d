import Domain
import Foundation

/// The server on one core, MLServer on the same one, turn by turn; the requests come from the other core.
struct ThroughputBench {
    private static let rounds = 5
    private static let seconds = 4

    let program: Program

    /// The figures, and what was left out and why.
    func figures() throws -> (figures: [Figure], skipped: [String]) {
        guard LoadGenerator.isHere else { return ([], ["throughput: there is no wrk; apt-get install wrk"]) }
        let scratch = try ScratchFolder("throughput")
        let engine = try ServedEngine(program, ServingWorkspaces.forest(scratch, program), core: 0)
        try engine.wait(for: "a champion of 100 trees") {
            $0.champion.version.rawValue > 0 && $0.sourceStatus.contains("end of data")
        }
        let peer = try PeerServer(scratch: scratch.url, core: 0)
        let plain = try PlainPeer(scratch: scratch.url, core: 0)
        let generator = LoadGenerator(scratch: scratch.url, core: 1)
        var (ours, theirs, least): ([Round], [Round], [Round]) = ([], [], [])
        for _ in 0..<Self.rounds {
            ours.append(
                try measure(generator, engine.process, engine.port, "/v2/models/electricity/infer"))
            least.append(try measure(generator, plain.process, plain.port, PlainServer.path))
            if let peer { theirs.append(try measure(generator, peer.process, peer.port, PeerServer.path)) }
        }
        let dropped = try droppedRecords(engine)
        try engine.stop()
        peer?.process.finish(with: SIGTERM)
        plain.process.finish(with: SIGTERM)
        try scratch.remove()
        let skipped =
            peer == nil
            ? ["MLServer: \(PeerServer.usualFolder.path) is absent; bash Tests/Peers/setup-serving makes it"] : []
        return (
            figures(ours, theirs, least) + [
                Figure(
                    "  answers whose record found no room on its way to disk", dropped, "answers", peer: 0, "the aim")
            ], skipped
        )
    }

    private struct Round {
        var load: LoadGenerator.Load
        var processorMicroseconds: Double
    }

    private func measure(
        _ generator: LoadGenerator, _ process: StartedProcess, _ port: Int, _ path: String
    ) throws -> Round {
        let before = process.figures.processorSeconds
        let load = try generator.load(
            port: port, path: path, body: ServingWorkspaces.forestRequest, seconds: Self.seconds)
        let used = process.figures.processorSeconds - before
        return Round(load: load, processorMicroseconds: used / load.requests * 1e6)
    }

    private func figures(_ ours: [Round], _ theirs: [Round], _ least: [Round]) -> [Figure] {
        func median(_ rounds: [Round], _ value: (Round) -> Double) -> Double? {
            rounds.isEmpty ? nil : rounds.map(value).sorted()[rounds.count / 2]
        }
        func figure(_ name: String, _ unit: String, _ value: (Round) -> Double) -> Figure {
            Figure(name, median(ours, value) ?? .nan, unit, peer: median(theirs, value), "MLServer, the same core")
        }
        return [
            figure("one-row requests, 16 connections, one core", "requests/s") { $0.load.requestsPerSecond },
            figure("  slowest hundredth", "ms") { $0.load.slowHundredthMilliseconds },
            Figure(
                "  processor time a request, whole server", median(ours) { $0.processorMicroseconds } ?? .nan, "µs",
                peer: 45, "the aim, at most"),
            figure("  the same beside the peer's", "µs") { $0.processorMicroseconds },
            Figure(
                "  the same beside the least server", median(ours) { $0.processorMicroseconds } ?? .nan, "µs",
                peer: median(least) { $0.processorMicroseconds },
                "NIO with Foundation's JSON, no model, no log; aim 45 ÷ 34"),
        ]
    }

    private func droppedRecords(_ engine: ServedEngine) throws -> Double {
        let page = try HTTPConnection(port: engine.port).ask("GET", "/metrics").body
        let line = page.firstMatch(of: /flywheel_prediction_log_dropped_total\{[^}]*\} (\d+)/)
        return line.flatMap { Double($0.1) } ?? .nan
    }
}
