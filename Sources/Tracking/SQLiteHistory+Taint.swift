package import Domain
import Foundation
import GRDB

extension SQLiteHistory {
    package func taint(of range: LabelRange, in pipeline: PipelineName) throws(StoreError) -> LabelTaint {
        let all = Int.max
        guard let task = try definition(of: pipeline)?.task else { return LabelTaint(range: range) }
        var search = TaintSearch(
            range: range, labels: try labels(in: range, of: pipeline), datasets: try datasets(of: pipeline),
            versions: try versions(pipeline, limit: all), rollouts: try rollouts(pipeline, limit: all),
            triggers: try triggers(pipeline, limit: all))
        guard !search.labels.isEmpty else { return search.taint }
        try scoreAll(of: pipeline, task: task, into: &search)
        return search.taint
    }

    package func retractions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [LabelRetraction] {
        try records("retraction", of: pipeline, limit: limit)
    }

    private func labels(in range: LabelRange, of pipeline: PipelineName) throws(StoreError) -> [TaintSearch.Label] {
        try attempt("read") {
            try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT event.id, event.time, label.seq FROM event
                        JOIN label ON label.pipeline = event.pipeline AND label.event = event.id
                        WHERE event.pipeline = (SELECT id FROM pipeline WHERE name = ?)
                        AND event.time BETWEEN ? AND ? AND label.truth IS NOT NULL
                        """, arguments: [pipeline.rawValue, range.from.rawValue, range.to.rawValue]
                ).map { row in
                    TaintSearch.Label(event: row["id"], time: Timestamp(rawValue: row["time"]), sequence: row["seq"])
                }.filter { range.holds($0.event, at: $0.time) }
            }
        }
    }

    private func datasets(of pipeline: PipelineName) throws(StoreError) -> [TaintSearch.Dataset] {
        try attempt("read") {
            try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT seq, body FROM entry WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?)
                        AND json_type(body, '$.dataset') IS NOT NULL ORDER BY seq
                        """, arguments: [pipeline.rawValue]
                ).compactMap { row in
                    let input = try Self.decoder.decode(PipelineInput.self, from: row["body"] as Data)
                    guard case .dataset(let search, let summary) = input else { return nil }
                    return TaintSearch.Dataset(search: search, sequence: row["seq"], summary: summary)
                }
            }
        }
    }

    /// Scores every counted answer whose label is known.
    private func scoreAll(
        of pipeline: PipelineName, task: LearningTask, into search: inout TaintSearch
    ) throws(StoreError) {
        search = try attempt("read") {
            try database.read { db in
                var search = search
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT e.id, e.time, l.truth, p.body FROM event e
                        JOIN label l ON l.pipeline = e.pipeline AND l.event = e.id
                        JOIN prediction p ON p.pipeline = e.pipeline AND p.event = e.id
                        WHERE e.pipeline = (SELECT id FROM pipeline WHERE name = ?) AND l.truth IS NOT NULL
                        """, arguments: [pipeline.rawValue])
                while let row = try rows.next() {
                    var codec = RowCodec(reading: [UInt8](row["body"] as Data))
                    let event: Int64 = row["id"]
                    let record = try codec.prediction(event: event)
                    let truth: Double = row["truth"]
                    search.score(record, truth, event, at: Timestamp(rawValue: row["time"]), task)
                }
                return search
            }
        }
    }
}
