import ArgumentParser
import Dashboard
import Domain
import Serving

/// Where the triggers stand, what set the newest searches off, and what came of it.
struct TriggersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triggers",
        abstract: "Why no trigger fires now (of a running engine), and what set the newest searches off.")

    private struct Standing: Encodable {
        var pipeline: String
        var trigger: TriggerSnapshot
    }

    @OptionGroup var listing: Listing

    func run() async throws {
        try await Running.reporting(showStanding)
        try await listing.show(["NUMBER", "FIRED", "KIND", "OUTCOME", "BY", "EVIDENCE"]) {
            history, name, limit throws(StoreError) in
            try history.triggers(name, limit: limit)
        } row: { trigger in
            [
                "\(trigger.number)", trigger.firedAt.description, trigger.kind, trigger.outcome.rawValue,
                trigger.actor, trigger.evidence,
            ]
        }
    }

    private func showStanding() throws {
        guard let pipelines = try listing.options.place().client()?.snapshot().pipelines else { return }
        let names = try NamedPipeline.all(listing.pipeline, among: pipelines.map(\.name))
        let standings = pipelines.filter { names.contains($0.name) }.flatMap { pipeline in
            pipeline.triggers.map { Standing(pipeline: pipeline.name.rawValue, trigger: $0) }
        }
        if listing.json {
            for standing in standings { print(try JSONLine.text(standing)) }
            return
        }
        let rows = standings.map { standing in
            let trigger = standing.trigger
            return [
                standing.pipeline, trigger.kind, trigger.isLive ? "live" : "off", MetricText.amount(trigger.value),
                MetricText.amount(trigger.threshold), trigger.whyNotNow,
            ]
        }
        let header = ["PIPELINE", "TRIGGER", "STATE", "VALUE", "LIMIT", "WHY NOT NOW"]
        for line in TableText.lines(header, rows) + [""] { print(line) }
    }
}
