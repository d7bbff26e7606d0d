import Domain

/// Who answers a pipeline's requests: an immutable picture, put in the place of the one before as a whole.
///
/// A request takes the table once; its models stay loaded until the last request that holds it is answered.
final class RoutingTable: Sendable {
    /// A loaded version.
    struct Route: Sendable {
        var version: ModelVersion
        var model: any PublishedModel
        var learnedThrough: Int64
        /// Wall time at which this copy began to answer.
        var since = Timestamp(rawValue: 0)

        /// Who answers for it where that is another server.
        var remote: RemoteModel? { (model as? RemoteStandIn)?.remote }
    }

    let definition: PipelineDefinition
    /// What a row has to keep so as not to be quarantined.
    let rules: RowRules
    /// Who answers what the candidate does not; in a process that serves one version alone, that version.
    let champion: Route
    /// The arm that ``champion`` is on.
    let mainArm: PredictionRecord.Arm
    let candidate: Route?
    let previous: Route?
    /// The candidate's share in percent.
    let weight: Double
    let rollout: Int?
    let assignment: TrafficAssignment
    let lags: LagMemory
    let memory: FeatureMemory
    /// Stream time when the table was made.
    let clock: Timestamp
    /// Whether another server may have to be asked for an answer.
    let asksElsewhere: Bool
    /// Whether a program may have to be waited for, which takes too long for a thread that has other callers.
    let asksPrograms: Bool

    init(
        definition: PipelineDefinition, champion: Route, candidate: Route?, previous: Route?, weight: Double,
        rollout: Int?, assignment: TrafficAssignment, lags: LagMemory, memory: FeatureMemory = FeatureMemory(),
        clock: Timestamp, mainArm: PredictionRecord.Arm = .champion
    ) {
        self.definition = definition
        rules = RowRules(definition)
        self.champion = champion
        self.mainArm = mainArm
        asksElsewhere = [champion, candidate, previous].contains { $0?.remote != nil }
        asksPrograms = [champion, candidate, previous].contains {
            ($0?.model as? any ProgrammedModel)?.standIn != nil
        }
        self.candidate = candidate
        self.previous = previous
        self.weight = weight
        self.rollout = rollout
        self.assignment = assignment
        self.lags = lags
        self.memory = memory
        self.clock = clock
    }

    /// What is loaded, the champion first, with the role and the share of each.
    var versions: [ServedModel.Version] {
        let share = candidate == nil ? 0 : weight
        let main: ServedModel.Role = mainArm == .candidate ? .candidate : .champion
        var versions = [ServedModel.Version(version: champion.version, role: main, weight: 100 - share)]
        if let candidate {
            versions.append(ServedModel.Version(version: candidate.version, role: .candidate, weight: share))
        }
        if let previous {
            versions.append(ServedModel.Version(version: previous.version, role: .previous, weight: 0))
        }
        return versions
    }

    /// The two versions that are compared now; empty outside a comparison.
    var compared: [Route] {
        guard rollout != nil, let other = candidate ?? previous else { return [] }
        return [champion, other]
    }

    /// Who answers where the server of a version under judgement does not: the champion for a candidate, the one before for
    /// a champion that bakes.
    func standIn(for version: ModelVersion) -> Route? {
        guard rollout != nil else { return nil }
        if candidate?.version == version { return champion }
        return candidate == nil && champion.version == version ? previous : nil
    }

    /// The same without a version: its traffic goes to the champion, or back to the one before.
    func without(_ version: ModelVersion) -> RoutingTable {
        if candidate?.version == version {
            return RoutingTable(
                definition: definition, champion: champion, candidate: nil, previous: previous, weight: 0, rollout: nil,
                assignment: assignment, lags: lags, memory: memory, clock: clock)
        }
        guard champion.version == version, let previous else { return self }
        return RoutingTable(
            definition: definition, champion: previous, candidate: nil, previous: nil, weight: 0, rollout: nil,
            assignment: assignment, lags: lags, memory: memory, clock: clock)
    }
}

extension RoutingTable {
    /// The table that a state asks for; nil while it has no champion.
    ///
    /// A live model is taken over only where it has learned as many labels more than the one that serves, or that one has
    /// served for as long, as ``LiveDefinition`` says, since each copy makes the next lesson dearer; or where it went back.
    static func table(of state: PipelineState, after old: RoutingTable?, at wallTime: Timestamp) -> RoutingTable? {
        guard let champion = state.champion else { return nil }
        let live = state.definition.live
        func route(_ model: DeployedModel) -> Route {
            let served = [old?.champion, old?.candidate, old?.previous].lazy.compactMap(\.self)
                .first { $0.version == model.version }
            if let served, model.remote == nil {
                let newer = model.learnedThrough - served.learnedThrough
                let isFresh = newer < live.publishLabels && wallTime - served.since < live.publishTime
                if newer == 0 || newer > 0 && isFresh { return served }
            }
            return Route(
                version: model.version, model: model.model, learnedThrough: model.learnedThrough, since: wallTime)
        }
        let rollout = state.rollout.flatMap { $0.comparesModels ? $0 : nil }
        let isSwapped = rollout?.isSwapped ?? false
        return RoutingTable(
            definition: state.definition, champion: route(champion),
            candidate: isSwapped || rollout == nil ? nil : state.candidate.map(route),
            previous: state.previous.map(route), weight: isSwapped ? 0 : rollout?.weight ?? 0,
            rollout: rollout?.record.number, assignment: state.assignment, lags: state.lags,
            memory: state.memory, clock: state.clock)
    }
}
