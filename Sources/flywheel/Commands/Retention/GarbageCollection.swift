import Domain
import Tracking

/// Finds and removes the datasets and models of a state folder that its history does not need.
struct GarbageCollection {
    private let folders: ArtifactFolders
    private let history: SQLiteHistory

    /// - Parameter state: The folder with the history, `datasets` and `models`.
    /// - Throws: ``StoreError`` where there is no history: then nothing says what is needed, and all stays.
    init(state: String) throws(StoreError) {
        folders = ArtifactFolders(state: state)
        history = try SQLiteHistory(reading: "\(state)/flywheel.db")
    }

    /// What may go now.
    ///
    /// - Parameter age: Of a search, in stream time, up to which its runs keep what they are made of.
    /// - Returns: The plan; it holds as long as no engine runs.
    /// - Throws: ``StoreError`` where the history cannot be read whole, ``ArtifactError`` where a folder cannot.
    func plan(keeping age: TimeSpan) throws -> RetentionPlan {
        RetentionPlan(files: try folders.files(), facts: try history.retentionFacts(), keeping: age)
    }

    /// Removes the plan's files one by one.
    ///
    /// What refers to them are records of runs alone, which keep the names: whoever asks for such a file is told that it is
    /// gone. So a kill between two leaves nothing half done, only files for the next time.
    ///
    /// - Throws: ``ArtifactError`` at the first that stays.
    func carryOut(_ plan: RetentionPlan) throws(ArtifactError) {
        for file in plan.removed { try folders.remove(file) }
    }
}
