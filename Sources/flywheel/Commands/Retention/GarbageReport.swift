import Dashboard
import Domain

/// What a collection removes and keeps.
struct GarbageReport: Encodable {
    struct Row: Encodable {
        var kind: String
        var removed: Int
        var removedBytes: Int64
        var kept: Int
        var keptBytes: Int64
        /// Files that are not this program's, and were left alone.
        var foreign: Int
    }

    /// Whether all is still there.
    var isDryRun: Bool
    var rows: [Row]

    init(_ plan: RetentionPlan, isDryRun: Bool) {
        self.isDryRun = isDryRun
        rows = ArtifactFile.Kind.allCases.map { kind in
            func own(_ files: [ArtifactFile]) -> [ArtifactFile] { files.filter { $0.kind == kind } }
            func bytes(_ files: [ArtifactFile]) -> Int64 { own(files).reduce(0) { $0 + $1.bytes } }
            return Row(
                kind: kind.rawValue, removed: own(plan.removed).count, removedBytes: bytes(plan.removed),
                kept: own(plan.kept).count, keptBytes: bytes(plan.kept), foreign: own(plan.foreign).count)
        }
    }

    var lines: [String] {
        let rows = rows.map { row in
            [
                row.kind, MetricText.count(row.removed), Self.size(row.removedBytes), MetricText.count(row.kept),
                Self.size(row.keptBytes), row.foreign == 0 ? "" : "\(row.foreign) that are not flywheel's stay",
            ]
        }
        return TableText.lines(["", isDryRun ? "WOULD GO" : "GONE", "", "STAY", "", ""], rows)
            + (isDryRun ? ["nothing was removed; without --dry-run it is"] : [])
    }

    private static func size(_ bytes: Int64) -> String {
        bytes < 10_485_760 ? "\(MetricText.count((bytes + 1_023) / 1_024)) KB" : MetricText.bytes(bytes)
    }
}
