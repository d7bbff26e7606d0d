package import Domain
import Foundation

extension Engine: ModelServerHost {
    /// Labels that a live version learns before its server gets the new copy, which is a file.
    private static let serverStep: Int64 = 5_000
    /// Rows and labels after which a server gets what is remembered of entities and columns anew.
    private static let memoryStep: Int64 = 64

    /// Refuses a pipeline that its traffic plane cannot carry.
    func checkTraffic(of definition: PipelineDefinition) throws(EngineError) {
        guard let abilities = environment.traffic?.router.abilities else { return }
        if let unit = definition.source.unitColumn, abilities.stickiness == .none {
            throw .traffic(
                definition.name,
                TrafficError("the traffic plane keeps no unit where it is; remove source.unit: \(unit)"))
        }
        let finest = Double(abilities.finestShare) * 100 / Double(TrafficSplit.whole)
        if let step = definition.canary.steps.first(where: { ($0 / finest).rounded() * finest != $0 }) {
            throw .traffic(
                definition.name,
                TrafficError("the traffic plane's finest share is \(finest) %; mend canary.steps: \(step)"))
        }
    }

    /// Steers the plane beside the engine's own turn.
    func steerTraffic(_ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        guard mode == .live, let traffic else { return }
        group.addTask { await traffic.run() }
        group.addTask { [environment] in
            while !Task.isCancelled {
                traffic.ring()
                await environment.pause()
            }
        }
    }

    /// Folds what was seen of the plane; outside a rollout it changes nothing.
    func takeFindings(at index: Int) {
        for finding in traffic?.findings(of: pipelines[index].name) ?? [] {
            guard let rollout = pipelines[index].state.rollout, !rollout.state.isEnded else { continue }
            fold(.traffic(finding), at: index)
        }
        takeDeparture(at: index)
    }

    /// Folds that a version which is rolled back is out of the traffic, or that this takes too long.
    private func takeDeparture(at index: Int) {
        let state = pipelines[index].state
        guard let rollout = state.rollout, rollout.state == .rollingBack else { return }
        // Without a plane the routing table is the traffic, and the version is out of it.
        let finding =
            traffic.map { $0.departure(of: rollout.record.candidate, from: state.definition.name) }
            ?? .letGo(rollout.record.candidate)
        if case .lingers = finding, state.isLingeringKnown { return }
        if let finding { fold(.traffic(finding), at: index) }
    }

    package nonisolated func take(_ report: ModelServerReport) async -> ModelServerOrder {
        traffic?.heard(report)
        defer { traffic?.answered(report) }
        return await answer(report)
    }

    private func answer(_ report: ModelServerReport) -> ModelServerOrder {
        guard let index = pipelines.firstIndex(where: { $0.name == report.pipeline }) else {
            return ModelServerOrder(standing: .unknown("there is no pipeline \(report.pipeline)"), recorded: 0)
        }
        if let ending { return ModelServerOrder(standing: .unknown(ending), recorded: 0) }
        do throws(EngineError) {
            try record(report.rows, at: index)
            return try order(for: report, at: index)
        } catch {
            return ModelServerOrder(standing: .unknown(error.description), recorded: 0)
        }
    }

    /// Folds predictions that the store does not have yet, and commits them: told twice they count once.
    private func record(_ rows: [SourceRow], at index: Int) throws(EngineError) {
        guard let last = rows.last else { return }
        // What is folded and not in the store would be taken for new.
        try commitWhatIsOverdue()
        let known: Set<Int64>
        do {
            known = try environment.store.known(rows.map(\.number), in: pipelines[index].name)
        } catch {
            throw .store(error)
        }
        for row in rows where !known.contains(row.number) { try fold(row, at: index) }
        try commit()
        traffic?.arrived(last.number, for: pipelines[index].name)
        rates[pipelines[index].name, default: RateMeter()].add(rows.count, now: environment.monotonicNanoseconds())
        wake.yield()
    }

    private func order(for report: ModelServerReport, at index: Int) throws(EngineError) -> ModelServerOrder {
        let recorded = report.rows.count
        let state = pipelines[index].state
        guard let table = router.lane(report.pipeline)?.table else {
            return ModelServerOrder(standing: .unknown("no version serves yet"), recorded: recorded)
        }
        let loaded = [state.candidate, state.champion, state.previous].compactMap(\.self)
        guard let model = loaded.first(where: { $0.version == report.version }) else {
            return ModelServerOrder(standing: .unwanted, recorded: recorded)
        }
        let remembered = remembered(by: state)
        let arm: PredictionRecord.Arm = table.candidate?.version == report.version ? .candidate : .champion
        let copy = try copy(of: model, for: report.pipeline)
        let definition = try digest(of: state.definition)
        let name =
            "\(report.version)/\(arm.rawValue)/\(table.rollout ?? 0)/\(copy.learnedThrough)/\(remembered)/\(definition)"
        guard name != report.knows else { return ModelServerOrder(standing: .wanted, recorded: recorded, name: name) }
        do {
            let whole = VersionState(
                definition: state.definition, version: report.version,
                content: copy.content, learnedThrough: copy.learnedThrough, arm: arm,
                rollout: table.rollout, assignment: state.assignment, lags: state.lags,
                memory: state.memory, clock: state.clock)
            let text = String(decoding: try JSONEncoder().encode(whole), as: UTF8.self)
            return ModelServerOrder(standing: .wanted, recorded: recorded, name: name, state: text)
        } catch {
            throw .artifact(ArtifactError("the state of \(report.version) cannot be encoded: \(error)"))
        }
    }

    /// How much has come that a row's features are taken from; what rows change is handed on in steps, as it is large.
    private func remembered(by state: PipelineState) -> Int64 {
        if state.memory.learnsFromRows { return (state.counts.labelled + state.counts.events) / Self.memoryStep }
        return state.definition.features.lags.isEmpty && state.memory.isEmpty ? 0 : state.counts.labelled
    }

    /// Names a definition alike in every process, so that servers that outlive their engine need not be told again.
    private func digest(of definition: PipelineDefinition) throws(EngineError) -> ContentDigest {
        if let known = named[definition.name], known.definition == definition { return known.digest }
        do {
            let digest = ContentDigest(bytes: environment.sha256(try definition.canonicalBytes))
            named[definition.name] = NamedDefinition(definition: definition, digest: digest)
            return digest
        } catch {
            throw .artifact(ArtifactError("the definition of \(definition.name) cannot be encoded: \(error)"))
        }
    }

    /// The version's content as its server should have it: a live one is written anew each ``serverStep`` labels.
    private func copy(of model: DeployedModel, for name: PipelineName) throws(EngineError) -> LiveCopy {
        guard model.learnedThrough > 0 else { return LiveCopy(content: model.content, learnedThrough: 0) }
        if let copy = copies[name]?[model.version],
            (0..<Self.serverStep).contains(model.learnedThrough - copy.learnedThrough)
        {
            return copy
        }
        do {
            let content = try environment.artifacts.saveModel(model.model)
            let copy = LiveCopy(content: content, learnedThrough: model.learnedThrough)
            copies[name, default: [:]][model.version] = copy
            return copy
        } catch {
            throw .artifact(error)
        }
    }
}

/// A definition with the digest of its text.
struct NamedDefinition: Sendable {
    var definition: PipelineDefinition
    var digest: ContentDigest
}

extension PipelineDefinition {
    /// The same bytes for the same definition, in any process.
    var canonicalBytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            encoder.nonConformingFloatEncodingStrategy = .convertToString(
                positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            return Array(try encoder.encode(self))
        }
    }
}

/// What a live version had learned when it was written for its server.
struct LiveCopy: Hashable, Sendable {
    var content: ContentDigest
    var learnedThrough: Int64
}
