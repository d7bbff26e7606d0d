package import Domain
import Foundation
import GRDB

extension SQLiteHistory {
    package func pipelines() throws(StoreError) -> [PipelineName] {
        try attempt("read") {
            try database.read { db in
                try String.fetchAll(db, sql: "SELECT name FROM pipeline ORDER BY name").map {
                    PipelineName(rawValue: $0)
                }
            }
        }
    }

    package func definition(of pipeline: PipelineName) throws(StoreError) -> PipelineDefinition? {
        let inputs: [PipelineInput] = try fetch(
            "SELECT body FROM entry WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?) "
                + "AND json_type(body, '$.definition') IS NOT NULL ORDER BY seq DESC LIMIT 1", [pipeline.rawValue])
        guard case .definition(let definition)? = inputs.first else { return nil }
        return definition
    }

    package func audits(
        _ pipeline: PipelineName, since: Timestamp?, limit: Int
    ) throws(StoreError) -> [AuditRecord] {
        try fetch(
            "SELECT body FROM audit WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?) AND stream >= ? "
                + "ORDER BY number DESC LIMIT ?", [pipeline.rawValue, since?.rawValue ?? Int64.min, limit])
    }

    package func points(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [MetricPoint] {
        try attempt("read") {
            try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT * FROM point WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?)
                        ORDER BY seq DESC LIMIT ?
                        """, arguments: [pipeline.rawValue, limit]
                ).reversed().map(Self.point)
            }
        }
    }

    /// A file that an older program wrote last has no word on the labels' completeness.
    private static func point(_ row: Row) -> MetricPoint {
        let isOlder = !row.hasColumn("through")
        return MetricPoint(
            sequence: row["seq"], time: Timestamp(rawValue: row["time"]),
            through: isOlder ? nil : (row["through"] as Int64?).map(Timestamp.init(rawValue:)), served: row["served"],
            ghost: row["ghost"], noChange: row["no_change"], candidate: row["candidate"],
            estimated: isOlder ? nil : row["estimated"],
            doubt: isOlder ? nil : (row["doubt"] as String?).flatMap(EstimateSnapshot.Doubt.init(rawValue:)))
    }

    package func runs(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RunRecord] {
        try records("run", of: pipeline, limit: limit)
    }

    package func versions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [VersionRecord] {
        try records("version", of: pipeline, limit: limit)
    }

    package func rollouts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RolloutRecord] {
        try records("rollout", of: pipeline, limit: limit)
    }

    package func alerts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [AlertRecord] {
        try records("alert", of: pipeline, limit: limit)
    }

    package func triggers(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [TriggerRecord] {
        try records("trigger", of: pipeline, limit: limit)
    }

    package func golden(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [GoldenCase] {
        try fetch(
            "SELECT body FROM golden WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?) "
                + "ORDER BY number DESC LIMIT ?", [pipeline.rawValue, limit])
    }

    package func quarantined(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [QuarantinedRow] {
        try attempt("read") {
            try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT state, body FROM quarantine WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?)
                        ORDER BY row DESC LIMIT ?
                        """, arguments: [pipeline.rawValue, limit]
                ).reversed().map { row in
                    var stored = try Self.decoder.decode(QuarantinedRow.self, from: row["body"])
                    stored.state = QuarantinedRow.State(rawValue: row["state"]) ?? stored.state
                    return stored
                }
            }
        }
    }

    func records<Record: Decodable>(
        _ kind: String, of pipeline: PipelineName, limit: Int
    ) throws(StoreError) -> [Record] {
        try fetch(
            "SELECT body FROM record WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?) AND kind = ? "
                + "ORDER BY number DESC LIMIT ?", [pipeline.rawValue, kind, limit])
    }

    /// Decodes the bodies of the newest rows, oldest first.
    private func fetch<Record: Decodable>(
        _ sql: String, _ arguments: StatementArguments
    ) throws(StoreError) -> [Record] {
        try attempt("read") {
            try database.read { db in
                try Data.fetchAll(db, sql: sql, arguments: arguments).reversed().map {
                    try Self.decoder.decode(Record.self, from: $0)
                }
            }
        }
    }
}
