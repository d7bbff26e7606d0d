import Domain
import Testing

@testable import Serving

struct MetricsTests {
    @Test func countsWhatWasAsked() async throws {
        try await ServedWorld.with { world async throws in
            _ = try await world.ask("POST", "/v2/models/traffic/infer", .oneRow)
            _ = try await world.ask("POST", "/v2/models/traffic/infer", .oneRow, headers: ["X-Flywheel-Arm: candidate"])
            _ = try await world.ask("POST", "/v2/models/traffic/infer", "{")
            for name in ["x", "y"] { _ = try await world.ask("POST", "/v2/models/\(name)/infer", .oneRow) }

            let answer = try await world.ask("GET", "/metrics")

            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let lines = answer.text.split(separator: "\n")
            #expect(lines.contains(#"flywheel_build_info{version="0.9-test"} 1"#))
            for (labels, count) in [
                (#"pipeline="traffic",version="v3",arm="champion",code="200""#, 1),
                (#"pipeline="traffic",version="v4",arm="candidate",code="200""#, 1),
                (#"pipeline="traffic",version="",arm="",code="400""#, 1),
                (#"pipeline="unknown",version="",arm="",code="404""#, 2),
            ] {
                #expect(lines.contains { $0 == "flywheel_predictions_total{\(labels)} \(count)" })
            }
            #expect(lines.contains(#"flywheel_prediction_log_dropped_total{pipeline="traffic"} 3"#))
            expectFormat(answer.text)
        }
    }

    @Test func tellsWhatThePipelinesHaveCounted() {
        var pipeline = PipelineSnapshot(
            name: PipelineName(rawValue: "loans"), task: .classification(classes: ["a", "b"]),
            champion: VersionSnapshot(
                version: .baseline, summary: "", updates: .frozen, since: Timestamp(rawValue: 0), trainedRows: 0),
            labelDelay: .zero)
        for rule in [QuarantinedRow.Rule.range, .set, .range] { pipeline.tallies.count(rule) }
        for (kind, outcome) in [("decay", TriggerRecord.Outcome.promoted), ("drift", .noGain), ("decay", .promoted)] {
            pipeline.tallies.count(
                TriggerRecord(
                    number: 1, kind: kind, firedAt: Timestamp(rawValue: 0), value: 0, threshold: 0, count: 0,
                    evidence: "", actor: "engine", outcome: outcome))
        }
        pipeline.tallies.estimatedAccuracy = 0.75
        pipeline.tallies.evictedEntities = 12
        (pipeline.events, pipeline.labelled) = (10, 8)
        pipeline.labels.implied = 3
        pipeline.labels.watermark = Timestamp(rawValue: 5_000)
        (pipeline.labels.conflicts, pipeline.labels.orphans, pipeline.labels.expired) = (2, 4, 2)
        var link = FakeLink()
        link.shown.pipelines = [pipeline]

        let text = MetricsPage(
            totals: RequestCounts().read(), dropped: [], snapshot: link.shown, version: "1"
        ).text.text

        let lines = text.split(separator: "\n")
        for line in [
            #"flywheel_quarantined_rows_total{pipeline="loans",rule="range"} 2"#,
            #"flywheel_quarantined_rows_total{pipeline="loans",rule="set"} 1"#,
            #"flywheel_triggers_total{pipeline="loans",kind="decay",result="promoted"} 2"#,
            #"flywheel_triggers_total{pipeline="loans",kind="drift",result="no-gain"} 1"#,
            #"flywheel_estimated_accuracy_ratio{pipeline="loans"} 0.75"#,
            #"flywheel_evicted_entities_total{pipeline="loans"} 12"#,
            #"flywheel_label_coverage_ratio{pipeline="loans"} 0.5"#,
            #"flywheel_label_watermark_timestamp_seconds{pipeline="loans"} 5"#,
            #"flywheel_labels_total{pipeline="loans",kind="observed"} 5"#,
            #"flywheel_labels_total{pipeline="loans",kind="implied"} 3"#,
            #"flywheel_label_conflicts_total{pipeline="loans"} 2"#,
            #"flywheel_orphan_labels_total{pipeline="loans"} 4"#,
        ] {
            #expect(lines.contains(Substring(line)), "\(text)")
        }
        expectFormat(text)
    }

    @Test func escapesLabelsAndCumulatesBuckets() {
        var histogram = RequestCounts.Histogram()
        for seconds in [0.000_05, 0.000_2, 0.003, 60] { histogram.add(seconds) }
        var text = MetricsText()

        text.family("a_seconds", .histogram, "Help.", [histogram]) { $0.sample(["name": "q\"\\\n"], $1) }

        let written = text.text
        #expect(written.contains(#"a_seconds_bucket{name="q\"\\\n",le="0.0001"} 1"#))
        #expect(written.contains(#"a_seconds_bucket{name="q\"\\\n",le="+Inf"} 4"#))
        #expect(written.contains(#"a_seconds_count{name="q\"\\\n"} 4"#))
        expectFormat(written)
    }

    /// Head once and before its samples, cumulative buckets that end in the count, a line's end at the end.
    private func expectFormat(_ text: String) {
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        var heads: [Substring] = []
        var previous = 0.0
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# HELP") {
                #expect(!heads.contains(words[2]))
                heads.append(words[2])
            } else if line.hasPrefix("# TYPE") {
                #expect(words[2] == heads.last)
            } else {
                #expect(heads.last.map { line.hasPrefix($0) } == true)
                guard line.contains("_bucket{"), let count = words.last.flatMap({ Double($0) }) else { continue }
                if line.contains("le=\"0.0001\"") { previous = 0 }
                #expect(count >= previous)
                previous = count
            }
        }
    }
}
