package import Domain
import Foundation
import GRDB

extension SQLiteHistory {
    /// What every pipeline's history says of datasets and models.
    ///
    /// The state is not decoded: every digest that stands in a checkpoint or in the log after the older one counts, so that
    /// nothing is missed that a later program keeps there.
    ///
    /// - Throws: ``StoreError`` where it cannot be read whole.
    /// - Complexity: O(runs + bytes of two checkpoints and the log after them)
    package func retentionFacts() throws(StoreError) -> [RetentionFacts] {
        var all: [RetentionFacts] = []
        for name in try pipelines() {
            let everything = Int(Int32.max)
            let triggers = try triggers(name, limit: everything)
            all.append(
                RetentionFacts(
                    roots: try roots(of: name), versions: try versions(name, limit: everything),
                    runs: try runs(RunQuery(pipeline: name, limit: everything)).runs,
                    begun: Dictionary(triggers.map { ($0.number, $0.firedAt) }, uniquingKeysWith: { $1 }),
                    now: try audits(name, since: nil, limit: 1).last?.streamTime))
        }
        return all
    }

    private func roots(of name: PipelineName) throws(StoreError) -> Set<ContentDigest> {
        try attempt("read") {
            try database.read { db in
                let pipeline = try Int64.fetchOne(
                    db, sql: "SELECT id FROM pipeline WHERE name = ?", arguments: [name.rawValue])
                let checkpoints = try Row.fetchAll(
                    db, sql: "SELECT seq, body FROM checkpoint WHERE pipeline = ?", arguments: [pipeline])
                let oldest = checkpoints.map { $0["seq"] as Int64 }.min() ?? 0
                var scan = DigestScan()
                for checkpoint in checkpoints { scan.read(checkpoint["body"] as Data) }
                // A version that learned on was judged as another model than its record names.
                let entries = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT body FROM entry WHERE pipeline = ?
                        AND (seq > ? OR json_type(body, '$.gates') IS NOT NULL)
                        """, arguments: [pipeline, oldest])
                while let entry = try entries.next() { scan.read(entry["body"] as Data) }
                return scan.found
            }
        }
    }
}
