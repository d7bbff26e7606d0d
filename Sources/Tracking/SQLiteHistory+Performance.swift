package import Domain
import GRDB

extension SQLiteHistory {
    /// Folds the log again as far as the query says; labels that were replaced or taken back are all there still.
    ///
    /// - Complexity: O(log); about 300 bytes of memory for each event of the stretches that are asked for
    package func performance(_ query: PerformanceQuery) throws(StoreError) -> PerformanceReport? {
        if let problem = query.problem { throw StoreError(problem) }
        guard let task = try definition(of: query.pipeline)?.task else { return nil }
        return try attempt("read") {
            try database.read { db in
                guard
                    let pipeline = try Int64.fetchOne(
                        db, sql: "SELECT id FROM pipeline WHERE name = ?", arguments: [query.pipeline.rawValue])
                else { return nil }
                return try PerformanceReading(db: db, pipeline: pipeline, task: task, query: query).report()
            }
        }
    }
}
