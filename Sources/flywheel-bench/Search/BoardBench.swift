import Dashboard
import Domain
import Terminal
import Tracking

/// The leaderboard on a history of many runs: what a key costs from its press to the frame, the history's answer included.
struct BoardBench {
    private static let size = Size(columns: 200, rows: 60)
    private static let wallTime = Timestamp(rawValue: 1_795_529_132_000)
    private static let condition = "score > 0.6 and learner = adaptive-random-forest"

    let history: SQLiteHistory
    let pipeline: PipelineName

    /// Processor milliseconds from a key to its frame at 200 × 60.
    func figures() throws -> [Figure] {
        let everything = try history.runs(RunQuery(pipeline: pipeline, limit: .max))
        var all = try model([])
        try press([.character("r")], &all)
        var filtered = all
        try press([.character("/")] + Self.condition.map { .character($0) } + [.enter], &filtered)
        var search = try model(everything.runs.prefix(1_000).map(\.run))
        try press([.character("/")] + Self.condition.map { .character($0) } + [.enter], &search)
        return [
            try figure("\(everything.matches) runs, screen and store: order turned", &all, .character("I")),
            try figure("\(everything.matches) runs, screen and store: the same, filtered", &filtered, .character("I")),
            try figure("\(everything.matches) runs, screen and store: to the end and back", &all, .character("G")),
            try figure("1000 trials of one search, screen: order turned, filtered", &search, .character("I")),
        ]
    }

    private func figure(_ name: String, _ model: inout DashboardModel, _ key: Key) throws -> Figure {
        let back: Key = key == .character("G") ? .character("g") : key
        var isBack = false
        let (seconds, frame) = try ProcessorClock.median {
            try press([isBack ? back : key], &model)
            isBack.toggle()
            return DashboardScreen.render(model, size: Self.size, glyphs: .unicode)
        }
        guard frame.text().contains("▸ ") else {
            throw BenchError("\(name): the frame has no run:\n\(frame.text())")
        }
        return Figure(name, seconds * 1_000, "CPU ms", peer: 16, "the aim")
    }

    /// Presses keys, and answers from the history what the screen asks of it.
    private func press(_ keys: [Key], _ model: inout DashboardModel) throws {
        for key in keys {
            var effects = model.update(.key(key), at: Self.wallTime)
            while case .findRuns(let query)? = effects.first {
                effects = model.update(.runs(query, try history.runs(query)), at: Self.wallTime)
            }
        }
    }

    private func model(_ runs: [RunRecord]) throws -> DashboardModel {
        var snapshot = PipelineSnapshot(
            name: pipeline, task: .classification(classes: ["0", "1"]),
            champion: VersionSnapshot(
                version: ModelVersion(rawValue: 1), summary: "", updates: .frozen, since: Self.wallTime, trainedRows: 0),
            labelDelay: .zero)
        snapshot.search = SearchSnapshot(
            number: 1, cause: "manual", evidence: "", isRunning: false, status: "promoted", runs: runs, cpuSeconds: 0)
        var model = DashboardModel(
            snapshot: EngineSnapshot(
                revision: 1, workspace: "bench", time: Self.wallTime,
                replay: ReplayStatus(factor: 1, isLockstep: false), pipelines: [snapshot], needs: [], caption: "",
                problem: nil), session: Session(user: "bench"), size: Self.size, at: Self.wallTime)
        try press([.character("2")], &model)
        return model
    }
}
