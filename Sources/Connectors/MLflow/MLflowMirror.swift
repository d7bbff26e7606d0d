package import Domain

/// Sends runs and versions of all pipelines to a tracking server, and moves the aliases `champion` and `candidate`.
///
/// Nothing waits for it: it reads the history that is written anyway, and what could not be sent is sent at the next pass.
/// Each thing is looked for before it is made, so that a stop between two requests leaves nothing double.
package actor MLflowMirror {
    /// What a pass came to.
    package struct Outcome: Hashable, Sendable {
        package var runs = 0
        package var versions = 0
        /// What the server will never take, in words.
        package var refused: [String] = []
        /// Why the pass ended early; nil where all is there.
        package var obstacle: String?
    }

    private static let page = 100
    private static let mostVersions = 10_000

    private let settings: MLflowSettings
    private let client: MLflowClient
    private let history: any HistoryReader
    private let file: String
    private var state: MirrorState
    private var experiments: [PipelineName: String] = [:]

    /// - Parameters:
    ///   - settings: Where to.
    ///   - history: What is read.
    ///   - file: Keeps what is there already.
    package init(_ settings: MLflowSettings, history: any HistoryReader, file: String) {
        self.settings = settings
        self.history = history
        self.file = file
        client = MLflowClient(settings)
        state = MirrorState(settings, file: file)
    }

    /// Sends what is new.
    ///
    /// - Parameter snapshot: Says which versions the aliases name now.
    /// - Returns: What was sent, and what was in the way.
    package func pass(_ snapshot: EngineSnapshot) async -> Outcome {
        var outcome = Outcome()
        do {
            for pipeline in snapshot.pipelines {
                try await send(runsOf: pipeline, &outcome)
                try await send(versionsOf: pipeline, &outcome)
                try await setAliases(of: pipeline)
            }
        } catch {
            outcome.obstacle = "\(error)"
        }
        do {
            try state.write(file)
        } catch {
            outcome.obstacle = outcome.obstacle ?? "\(error)"
        }
        return outcome
    }

    // MARK: Runs

    private func send(runsOf pipeline: PipelineSnapshot, _ outcome: inout Outcome) async throws {
        var known = state.pipelines[pipeline.name.rawValue] ?? MirrorState.Pipeline()
        defer { state.pipelines[pipeline.name.rawValue] = known }
        var first = known.firstOpenRun
        while true {
            let page = try history.runs(
                RunQuery(
                    pipeline: pipeline.name,
                    condition: .comparison(
                        RunComparison(column: .field(.number), operation: .atLeast, value: .number(Double(first)))),
                    order: .ascending, limit: Self.page))
            for found in page.runs where found.run.state.isOver && !known.has(found.run.number) {
                do {
                    try await send(MLflowRun(found: found, task: pipeline.task), of: pipeline.name)
                    outcome.runs += 1
                } catch {
                    guard (error as? MLflowFailure)?.code != nil else { throw error }
                    outcome.refused.append("run \(found.run.number) of \(pipeline.name): \(error)")
                }
                known.add(found.run.number)
            }
            guard page.runs.count == Self.page, let last = page.runs.last else { return }
            first = last.run.number + 1
        }
    }

    private func send(_ run: MLflowRun, of pipeline: PipelineName) async throws {
        let experiment = try await experiment(of: pipeline)
        let number = run.found.run.number
        var there = try await id(ofRun: number, in: experiment)
        if there == nil { there = try await create(run, in: experiment) }
        guard let id = there else { return }
        try await client.tell(.post, "runs/log-batch", run.batch(to: id))
        try await client.tell(.post, "runs/update", run.end(of: id))
    }

    private func create(_ run: MLflowRun, in experiment: String) async throws -> String {
        try await client.ask(.post, "runs/create", run.creation(in: experiment), as: MadeRun.self).run.info.run_id
    }

    private func id(ofRun number: Int, in experiment: String) async throws -> String? {
        let question: JSONTree = [
            "experiment_ids": .list([.text(experiment)]), "max_results": 1,
            "filter": .text("tags.`\(MLflowRun.numberTag)` = '\(number)'"),
        ]
        return try await client.ask(.post, "runs/search", question, as: FoundRuns.self).runs?.first?.info.run_id
    }

    private func experiment(of pipeline: PipelineName) async throws -> String {
        if let known = experiments[pipeline] { return known }
        let name = settings.name(of: pipeline)
        if let there = try await experiment(named: name) {
            experiments[pipeline] = there
            return there
        }
        let made = try await client.ask(.post, "experiments/create", ["name": .text(name)], as: Experiment.self)
        experiments[pipeline] = made.experiment_id
        return made.experiment_id
    }

    private func experiment(named name: String) async throws -> String? {
        do {
            return try await client.ask(
                .get, "experiments/get-by-name?experiment_name=\(name)", as: FoundExperiment.self
            ).experiment.experiment_id
        } catch {
            guard error.code == "RESOURCE_DOES_NOT_EXIST" else { throw error }
            return nil
        }
    }

    // MARK: Versions

    private func send(versionsOf pipeline: PipelineSnapshot, _ outcome: inout Outcome) async throws {
        let name = settings.name(of: pipeline.name)
        let known = state.pipelines[pipeline.name.rawValue]?.versions ?? [:]
        let new = try history.versions(pipeline.name, limit: Self.mostVersions)
            .filter { known[$0.version.rawValue] == nil }
        guard !new.isEmpty else { return }
        do {
            try await client.tell(.post, "registered-models/create", ["name": .text(name)])
        } catch {
            // An earlier pass may have made it.
            guard error.code == "RESOURCE_ALREADY_EXISTS" else { throw error }
        }
        for version in new {
            let run = try await run(of: version, pipeline.name)
            var number = try await number(of: version.version, name)
            if number == nil { number = try await create(version, run: run, name) }
            state.pipelines[pipeline.name.rawValue, default: MirrorState.Pipeline()]
                .versions[version.version.rawValue] = number
            outcome.versions += 1
        }
    }

    /// The server's id of the run that made a version; nil where none did, as for another server's model.
    private func run(of version: VersionRecord, _ pipeline: PipelineName) async throws -> String? {
        let made = RunCondition.comparison(
            RunComparison(
                column: .field(.version), operation: .equal, value: .number(Double(version.version.rawValue))))
        guard let found = try history.runs(RunQuery(pipeline: pipeline, condition: made, limit: 1)).runs.first else {
            return nil
        }
        return try await id(ofRun: found.run.number, in: try await experiment(of: pipeline))
    }

    private func create(_ version: VersionRecord, run: String?, _ name: String) async throws -> String {
        var question: [String: JSONTree] = [
            "name": .text(name), "source": .text("flywheel:/\(version.model.hexadecimal)"),
            "description": .text(version.words),
            "tags": .list([["key": .text(Self.versionTag), "value": .text("\(version.version)")]]),
        ]
        if let run { question["run_id"] = .text(run) }
        return try await client.ask(.post, "model-versions/create", .map(question), as: MadeVersion.self)
            .model_version.version
    }

    private static let versionTag = "flywheel.version"

    private func number(of version: ModelVersion, _ name: String) async throws -> String? {
        let answer = try await client.ask(
            .get, "model-versions/search?max_results=10000&filter=name%3D%27\(name)%27", as: FoundVersions.self)
        return answer.model_versions?.first { found in
            found.tags?.contains { $0.key == Self.versionTag && $0.value == "\(version)" } ?? false
        }?.version
    }

    private func setAliases(of pipeline: PipelineSnapshot) async throws {
        let name = settings.name(of: pipeline.name)
        var known = state.pipelines[pipeline.name.rawValue] ?? MirrorState.Pipeline()
        defer { state.pipelines[pipeline.name.rawValue] = known }
        let canary = pipeline.canary.flatMap { $0.record.state.isEnded ? nil : $0 }
        let wanted = ["champion": pipeline.champion.version, "candidate": canary?.record.candidate]
        for (alias, version) in wanted.sorted(by: { $0.key < $1.key }) {
            let number = version.flatMap { known.versions[$0.rawValue] }
            guard known.aliases[alias] != (number == nil ? nil : version?.rawValue) else { continue }
            let place: [String: JSONTree] = ["name": .text(name), "alias": .text(alias)]
            if let number, let version {
                try await client.tell(
                    .post, "registered-models/alias", .map(place.merging(["version": .text(number)]) { $1 }))
                known.aliases[alias] = version.rawValue
            } else {
                try await client.tell(.delete, "registered-models/alias", .map(place))
                known.aliases[alias] = nil
            }
        }
    }
}

private struct Experiment: Decodable {
    var experiment_id: String
}

private struct FoundExperiment: Decodable {
    var experiment: Experiment
}

private struct MadeRun: Decodable {
    var run: ServerRun
}

private struct FoundRuns: Decodable {
    var runs: [ServerRun]?
}

private struct MadeVersion: Decodable {
    var model_version: ServerVersion
}

private struct FoundVersions: Decodable {
    var model_versions: [ServerVersion]?
}

private struct ServerRun: Decodable {
    struct Info: Decodable { var run_id: String }
    var info: Info
}

private struct ServerVersion: Decodable {
    struct Tag: Decodable {
        var key: String
        var value: String
    }
    var version: String
    var tags: [Tag]?
}
