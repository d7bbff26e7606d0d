package import Domain
import GRDB

extension SQLiteHistory {
    /// Two looks into an index by unit and time, however many predictions there are.
    package func predictions(
        nearest moment: UnitMoment, within tolerance: TimeSpan, in pipeline: PipelineName
    ) throws(StoreError) -> [UnitMatch] {
        try attempt("read") {
            try database.read { db in
                let span = (from: moment.time - tolerance, to: moment.time + tolerance)
                let before = try Self.matches(
                    db, pipeline, moment.unit, from: span.from, to: moment.time, newestFirst: true)
                let after = try Self.matches(
                    db, pipeline, moment.unit, from: moment.time + TimeSpan(milliseconds: 1), to: span.to,
                    newestFirst: false)
                func distance(_ match: UnitMatch) -> UInt64 { (match.time - moment.time).milliseconds.magnitude }
                let all = before + after
                guard let least = all.map(distance).min() else { return [] }
                return Array(all.filter { distance($0) == least }.prefix(2))
            }
        }
    }

    private static func matches(
        _ db: Database, _ pipeline: PipelineName, _ unit: String, from: Timestamp, to: Timestamp, newestFirst: Bool
    ) throws -> [UnitMatch] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT event, time FROM unit_event WHERE pipeline = (SELECT id FROM pipeline WHERE name = ?)
                AND unit = ? AND time BETWEEN ? AND ? ORDER BY time \(newestFirst ? "DESC" : "ASC") LIMIT 2
                """)
        return try Row.fetchAll(
            statement, arguments: [pipeline.rawValue, unit, from.rawValue, to.rawValue]
        ).map { UnitMatch(event: $0["event"], time: Timestamp(rawValue: $0["time"])) }
    }
}
