package import Domain
import Foundation
import GRDB

extension SQLiteHistory {
    package func runs(_ query: RunQuery) throws(StoreError) -> RunPage {
        let selection = RunSelection(query)
        return try attempt("read") {
            try database.read { db in
                try requireRunIndex(db)
                let matches =
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM run_index WHERE \(selection.condition)",
                        arguments: StatementArguments(selection.arguments)) ?? 0
                let page = selection.page
                let body = try db.cachedStatement(
                    sql: """
                        SELECT body FROM record WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?)
                        AND kind = 'run' AND number = ?
                        """)
                let decoder = Self.decoder
                let runs = try Row.fetchAll(db, sql: page.sql, arguments: page.arguments).compactMap { row in
                    let number: Int = row["number"]
                    let version: Double? = row["version"]
                    return try Data.fetchOne(body, arguments: [query.pipeline.rawValue, number]).map { stored in
                        FoundRun(
                            run: try decoder.decode(RunRecord.self, from: stored),
                            version: version.map { ModelVersion(rawValue: Int($0)) })
                    }
                }
                return RunPage(runs: runs, matches: matches)
            }
        }
    }

    package func sources(ofRun number: Int, in pipeline: PipelineName) throws(StoreError) -> RunSources? {
        try attempt("read") {
            try database.read { db in
                let name = pipeline.rawValue
                let stored = try Data.fetchOne(
                    db,
                    sql: """
                        SELECT body FROM record WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?)
                        AND kind = 'run' AND number = ?
                        """, arguments: [name, number])
                guard let stored else { return nil }
                let run = try Self.decoder.decode(RunRecord.self, from: stored)
                let end = try entry(db, "json_extract(body, '$.trial.run') = ?", [name, Int64.max, number])
                let dataset = try entry(
                    db, "json_extract(body, '$.dataset.search') = ?", [name, Int64.max, run.search])
                var sources = RunSources(run: run, dataset: nil, definition: nil)
                if case .dataset(_, let summary)? = dataset?.input { sources.dataset = summary }
                guard let end else { return sources }
                let definition = try entry(db, "json_type(body, '$.definition') IS NOT NULL", [name, end.sequence])
                if case .definition(let found)? = definition?.input { sources.definition = found }
                return sources
            }
        }
    }

    /// The newest entry of the log, before a place in it, that meets a condition.
    private func entry(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> LogEntry? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT seq, body FROM entry WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?) AND seq < ?
                AND \(condition) ORDER BY seq DESC LIMIT 1
                """, arguments: arguments
        ).map { row in
            LogEntry(
                sequence: row["seq"], input: try Self.decoder.decode(PipelineInput.self, from: row["body"] as Data))
        }
    }

    /// A file that is only read is as the program that wrote it left it.
    private func requireRunIndex(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 < 8 else { return }
        throw StoreError(
            "\(file): written by an older flywheel, which kept no index of its runs; start `flywheel run` here once")
    }
}
