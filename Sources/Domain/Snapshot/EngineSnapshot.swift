/// All that the screen shows at one moment: a value that leaves the engine whole.
package struct EngineSnapshot: Hashable, Codable, Sendable {
    /// The layout of this value, for a screen attached from another process.
    package static let formatVersion = 4

    package var format: Int
    /// Grows whenever anything in it changes.
    package var revision: UInt64
    package var workspace: String
    /// Wall time at which it was made.
    package var time: Timestamp
    package var replay: ReplayStatus
    /// Sorted by need, worst first.
    package var pipelines: [PipelineSnapshot]
    /// What waits for a person over all pipelines, most urgent first.
    package var needs: [Need]
    /// One line about what happens now and which key is wanted; empty where there is nothing to say.
    package var caption: String
    /// Why the engine cannot go on, where it cannot: a full disk, a lost file.
    package var problem: String?

    package init(
        revision: UInt64, workspace: String, time: Timestamp, replay: ReplayStatus, pipelines: [PipelineSnapshot],
        needs: [Need], caption: String, problem: String?
    ) {
        format = Self.formatVersion
        self.revision = revision
        self.workspace = workspace
        self.time = time
        self.replay = replay
        self.pipelines = pipelines
        self.needs = needs
        self.caption = caption
        self.problem = problem
    }
}

/// How fast the streams are replayed.
package struct ReplayStatus: Hashable, Codable, Sendable {
    /// Factor on the speeds of the pipeline files, set with the keys; 1 is as the files say.
    package var factor: Double
    package var isLockstep: Bool

    package init(factor: Double, isLockstep: Bool) {
        self.factor = factor
        self.isLockstep = isLockstep
    }
}

/// One thing that needs a person.
package struct Need: Hashable, Codable, Sendable {
    package enum Kind: Hashable, Codable, Sendable {
        case approval(rollout: Int)
        case held(rollout: Int)
        case alert(number: Int)
    }

    package var pipeline: PipelineName
    package var kind: Kind
    /// `canary v2 waits at 50 %`, `traffic: 12 rows quarantined`: the attention line without the keys.
    package var text: String
    package var since: Timestamp

    package init(pipeline: PipelineName, kind: Kind, text: String, since: Timestamp) {
        self.pipeline = pipeline
        self.kind = kind
        self.text = text
        self.since = since
    }
}
