import Dashboard
import Domain

/// How the workspace's pipelines are, for a person or a machine.
struct StatusReport: Encodable {
    struct Row: Encodable {
        var name: String
        var health: String
        var stage: String
        var metric: String
        var value: Double?
        var champion: String
        /// Whether a person let the champion past a gate that it failed.
        var isUnverified: Bool
        var canary: Canary?
        var firingAlerts: Int
        var automation: String
        var events: Int64?
        var labelled: Int64?
        var quarantined: Int64?
        var eventsPerSecond: Double?
        var streamTime: String?
        var source: String?
    }

    struct Canary: Encodable {
        var rollout: Int
        var candidate: String
        var champion: String
        var state: String
        /// Only an engine knows it: what `--revision` is held against.
        var revision: Int?
        var weight: Double
        var awaitsApproval: String?
    }

    struct Need: Encodable {
        var pipeline: String
        var text: String
    }

    /// `running` or `none`.
    var engine: String
    var process: Int32?
    var workspace: String?
    var problem: String?
    var needs: [Need]
    var pipelines: [Row]

    /// What a running engine says.
    init(_ snapshot: EngineSnapshot, process: Int32, showing names: [PipelineName]) {
        engine = "running"
        self.process = process
        workspace = snapshot.workspace
        problem = snapshot.problem
        needs = snapshot.needs.filter { names.contains($0.pipeline) }.map {
            Need(pipeline: $0.pipeline.rawValue, text: $0.text)
        }
        pipelines = snapshot.pipelines.filter { names.contains($0.name) }.map { Row($0) }
    }

    /// What the history knows while no engine runs.
    init(_ history: any HistoryReader, showing names: [PipelineName]) throws {
        engine = "none"
        needs = []
        pipelines = try names.map { try Row($0, in: history) }
    }

    func lines() -> [String] {
        let head = process.map { "\(workspace ?? "")  engine: process \($0)" } ?? "no engine runs here"
        let rows = pipelines.map { row in
            [
                row.name, row.health, row.stage, row.metricText,
                row.champion + (row.isUnverified ? " unverified" : ""), row.canary?.text ?? "–",
                "\(row.firingAlerts)", row.events.map { MetricText.count($0) } ?? "–", row.streamTime ?? "–",
            ]
        }
        let header = ["PIPELINE", "HEALTH", "STAGE", "METRIC", "SERVES", "CANARY", "ALERTS", "EVENTS", "STREAM TIME"]
        return [head] + (problem.map { ["✗ \($0)"] } ?? []) + TableText.lines(header, rows)
            + needs.map { "! \($0.pipeline): \($0.text)" }
    }
}

extension StatusReport.Row {
    var metricText: String {
        "\(metric) \(metric == "accuracy" ? MetricText.share(value) : MetricText.amount(value))"
    }

    init(_ pipeline: PipelineSnapshot) {
        name = pipeline.name.rawValue
        health = pipeline.health.rawValue
        stage = pipeline.stage.rawValue
        metric = pipeline.task.metricName
        value = pipeline.served
        champion = pipeline.champion.version.description
        isUnverified = pipeline.champion.unverified != nil
        canary = pipeline.canary.flatMap { $0.record.state.isEnded ? nil : StatusReport.Canary($0) }
        firingAlerts = pipeline.alerts.count { $0.state == .firing }
        automation = pipeline.automation == .on ? "on" : "off"
        events = pipeline.events
        labelled = pipeline.labelled
        quarantined = pipeline.quarantined
        eventsPerSecond = pipeline.eventsPerSecond
        streamTime = pipeline.streamTime.description
        source = pipeline.sourceStatus
    }

    init(_ pipeline: PipelineName, in history: any HistoryReader) throws {
        let point = try history.points(pipeline, limit: 1).last
        let rollouts = try history.rollouts(pipeline, limit: 1_000)
        let rollout = rollouts.last
        let serving = rollouts.last { $0.state == .promoted || $0.state == .baking }?.candidate ?? rollout?.champion
        let versions = try history.versions(pipeline, limit: 1_000)
        let shown = serving ?? versions.last?.version ?? .baseline
        name = pipeline.rawValue
        health = "stopped"
        stage = "stopped"
        metric = try history.definition(of: pipeline)?.task.metricName ?? "metric"
        value = point?.served
        champion = shown.description
        isUnverified = versions.contains { $0.version == shown && $0.unverified != nil }
        canary = rollout.flatMap { $0.state.isEnded ? nil : StatusReport.Canary($0) }
        firingAlerts = try history.alerts(pipeline, limit: 1_000).count { $0.state == .firing }
        automation = "unknown"
        streamTime = point?.time.description
    }
}

extension StatusReport.Canary {
    init(_ canary: CanarySnapshot) {
        self.init(canary.record)
        revision = canary.revision
        weight = canary.weight
        awaitsApproval = canary.awaitsApproval
    }

    init(_ record: RolloutRecord) {
        rollout = record.number
        candidate = record.candidate.description
        champion = record.champion.description
        state = record.state.name
        weight = record.transitions.last?.weight ?? 0
    }

    /// `v3 held (approval) at 25 %, revision 6`.
    var text: String {
        "\(candidate) \(state) at \(MetricText.percent(weight))" + (revision.map { ", revision \($0)" } ?? "")
    }
}
