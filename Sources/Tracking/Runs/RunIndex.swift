import Domain
import GRDB

/// Keeps beside each run's record what it can be chosen and ordered by.
struct RunIndex {
    /// As the tables have them; a run's version comes with the version.
    private static let fields = RunField.allCases.filter { $0 != .version && $0 != .number }

    private static let insertion: String = {
        let names = fields.map { "\"\($0.rawValue)\"" }
        let updates = names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        let marks = Array(repeating: "?", count: names.count + 2).joined(separator: ", ")
        return "INSERT INTO run_index (pipeline, number, \(names.joined(separator: ", "))) VALUES (\(marks)) "
            + "ON CONFLICT (pipeline, number) DO UPDATE SET \(updates)"
    }()

    let db: Database
    let pipeline: Int64

    func put(_ run: RunRecord) throws {
        let values: [(any DatabaseValueConvertible)?] = Self.fields.map { field in
            switch run.value(of: field) {
            case .number(let number): number
            case .word(let word): word
            case nil: nil
            }
        }
        try db.cachedStatement(sql: Self.insertion).execute(
            arguments: StatementArguments([pipeline, run.number] + values))
        let setting = try db.cachedStatement(sql: "INSERT OR REPLACE INTO run_setting VALUES (?, ?, ?, ?)")
        for parameter in run.specification.hyperparameters {
            try setting.execute(arguments: [pipeline, parameter.name, run.number, parameter.value])
        }
    }

    /// Notes what a run's model became; a run that only checks another one has the same model, and became nothing.
    func put(_ version: VersionRecord) throws {
        try db.cachedStatement(
            sql: """
                UPDATE run_index SET version = ? WHERE pipeline = ? AND search = ? AND model = ?
                AND kind NOT IN ('reproduction', 'shuffled')
                """
        ).execute(arguments: [version.version.rawValue, pipeline, version.search, version.model.hexadecimal])
    }
}
