import Domain
import Engine
import Foundation
import Learning

/// What a lockstep run prints at its end.
struct LockstepSummary: Encodable {
    struct Pipeline: Encodable {
        var name: String
        var events: Int64
        var quarantined: Int64
        var labelled: Int64
        var metric: String
        var served: Double?
        var no_change: Double?
        var kappa_t: Double?
        var mase: Double?
        var triggers_fired: Int
        var searches: Int
        var trials: Int
        var candidates: Int
        var rejected: Int
        var canaries: Int
        var promotions: Int
        var rollbacks: Int
        var alerts: Int
        var seconds: Double
        var events_per_second: Double
        var decisions_sha256: String
    }

    var pipelines: [Pipeline]
    var peak_rss_bytes: Int64
    var decisions_sha256: String
    var xgboost: String

    init(reports: [LockstepReport], seconds: Double, sha256: SHA256Function) {
        pipelines = reports.map { report in
            Pipeline(
                name: report.name, events: report.events, quarantined: report.quarantined, labelled: report.labelled,
                metric: report.metric, served: report.served, no_change: report.noChange, kappa_t: report.kappaT,
                mase: report.mase, triggers_fired: report.triggersFired, searches: report.searches,
                trials: report.trials, candidates: report.candidates, rejected: report.rejected,
                canaries: report.canaries, promotions: report.promotions, rollbacks: report.rollbacks,
                alerts: report.alerts, seconds: seconds, events_per_second: Double(report.events) / max(seconds, 1e-9),
                decisions_sha256: report.decisionsSHA256)
        }
        let joined = reports.map { "\($0.name) \($0.decisionsSHA256)\n" }.joined()
        decisions_sha256 = ContentDigest(bytes: sha256(Array(joined.utf8))).hexadecimal
        peak_rss_bytes = Self.peakBytes
        xgboost = XGBoostLibrary.version
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func table() -> String {
        let rows = pipelines.map { pipeline in
            let served = pipeline.served.map { String(format: "%.4f", $0) } ?? "n/a"
            let baseline = pipeline.no_change.map { String(format: "%.4f", $0) } ?? "n/a"
            return "\(pipeline.name): \(pipeline.metric) \(served), no-change \(baseline); \(pipeline.events) events, "
                + [
                    Self.count(pipeline.searches, "search", "searches"),
                    Self.count(pipeline.promotions, "promotion", "promotions"),
                    Self.count(pipeline.rollbacks, "roll-back", "roll-backs"),
                ].joined(separator: ", ")
        }
        return (rows + ["decisions \(decisions_sha256)"]).joined(separator: "\n")
    }

    private static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    private static var peakBytes: Int64 {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int64($0) }.map { $0 * 1_024 } ?? 0
    }
}
