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

    /// Whether answers are to be expected; the sentence says why not.
    package enum Standing: Hashable, Sendable {
        case well
        /// The champion does not answer, and another version does in its place.
        case helped(String)
        case down(String)

        /// What is wrong; nil where nothing is.
        package var sentence: String? {
            switch self {
            case .well: nil
            case .helped(let sentence), .down(let sentence): sentence
            }
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
    package var standing: Standing

    package init(
        name: PipelineName, task: LearningTask, columns: [Column], timeColumn: String?, unitColumn: String?,
        versions: [Version], place: ChampionPlace = .here, standing: Standing = .well
    ) {
        self.name = name
        self.task = task
        self.columns = columns
        self.timeColumn = timeColumn
        self.unitColumn = unitColumn
        self.versions = versions
        self.place = place
        self.standing = standing
    }

    /// Whether a trained model answers, before which nothing is ready; one that answers elsewhere is not waited for.
    package var isReady: Bool {
        if case .down = standing { return false }
        return !versions.isEmpty || place == .external
    }

    /// Whether this version answers who asks for it.
    package func isReady(_ version: ModelVersion) -> Bool {
        guard versions.contains(where: { $0.version == version }) else { return false }
        return standing == .well || version != versions.first?.version
    }
}
