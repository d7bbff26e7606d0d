import ArgumentParser
import Domain
import Tracking

/// What the reporting commands share.
enum Reporting {
    /// Runs a command's body; a store that cannot be read ends it with 1, a wrong word with 2.
    static func reporting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as StoreError {
            StandardError.print("flywheel: \(error)")
            throw ExitCode(1)
        }
    }

    /// The named pipeline, or all.
    static func pipelines(_ name: String?, in history: SQLiteHistory) throws -> [PipelineName] {
        let all = try history.pipelines()
        guard let name else { return all }
        guard let found = all.first(where: { $0.rawValue == name }) else {
            StandardError.print(
                "there is no pipeline \(name); there are \(all.map(\.rawValue).joined(separator: ", "))")
            throw ExitCode(2)
        }
        return [found]
    }

    static func moment(_ text: String, now: Timestamp) throws -> Timestamp {
        guard let moment = Moment.parse(text, now: now) else {
            StandardError.print("\"\(text)\" is not a moment; use 2026-11-17, tue or 3h")
            throw ExitCode(2)
        }
        return moment
    }
}
