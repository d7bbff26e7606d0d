/// A pipeline as its callers see it: what goes in, what comes out, which versions are loaded.
package struct ServedModel: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable, CaseIterable {
        case champion
        case candidate
        /// The champion before, still loaded while the new one bakes.
        case previous
    }

    package struct Version: Hashable, Sendable {
        package var version: ModelVersion
        package var role: Role
        /// The candidate's share of the traffic, or the champion's, in percent.
        package var weight: Double

        package init(version: ModelVersion, role: Role, weight: Double) {
            self.version = version
            self.role = role
            self.weight = weight
        }
    }

    package var name: PipelineName
    package var task: LearningTask
    /// The columns of a row, in its order.
    package var columns: [Column]
    /// What callers call the moment of a row; nil where rows have no time of their own.
    package var timeColumn: String?
    /// What callers call the unit; nil where each row is its own unit.
    package var unitColumn: String?
    /// What is loaded, the champion first; empty before the first model is trained.
    package var versions: [Version]
    package var place: ChampionPlace

    package init(
        name: PipelineName, task: LearningTask, columns: [Column], timeColumn: String?, unitColumn: String?,
        versions: [Version], place: ChampionPlace = .here
    ) {
        self.name = name
        self.task = task
        self.columns = columns
        self.timeColumn = timeColumn
        self.unitColumn = unitColumn
        self.versions = versions
        self.place = place
    }

    /// Whether a trained model answers, before which nothing is ready; one that answers elsewhere is not waited for.
    package var isReady: Bool { !versions.isEmpty || place == .external }
}
