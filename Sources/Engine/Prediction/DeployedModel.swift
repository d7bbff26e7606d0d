import Domain

/// A version that is loaded: its recipe, its content's name, and where it is live how much it has learned since.
struct DeployedModel: Codable, Sendable {
    var record: VersionRecord
    /// Stream time since which it is in its role.
    var since: Timestamp
    /// Labelled events learned after training; 0 for a frozen version.
    var learnedThrough: Int64
    /// What the model's content is named now; a live one is named anew at each checkpoint.
    var content: ContentDigest
    /// The loaded model; a checkpoint names it by `content`.
    var model: any PublishedModel

    var version: ModelVersion { record.version }
    /// Who answers for it where that is another server.
    var remote: RemoteModel? { record.remote }
    var isLive: Bool { record.specification.updates == .live }

    init(record: VersionRecord, since: Timestamp, content: ContentDigest, model: any PublishedModel) {
        self.record = record
        self.since = since
        self.content = content
        self.model = model
        learnedThrough = 0
    }

    /// A copy that never learns on: the line "what if it had never been retrained".
    var frozen: DeployedModel {
        var copy = self
        copy.record.specification.updates = .frozen
        return copy
    }

    mutating func learn(_ event: LabelledEvent) {
        guard isLive else { return }
        model.learn(event)
        learnedThrough += 1
    }

    private enum CodingKeys: String, CodingKey {
        case record
        case since
        case learnedThrough
        case content
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let artifacts = decoder.userInfo[ArtifactsKey.key] as? any ArtifactStore else {
            throw ArtifactError("a checkpoint names its models by content; it is read with an artifact store at hand")
        }
        record = try container.decode(VersionRecord.self, forKey: .record)
        since = try container.decode(Timestamp.self, forKey: .since)
        learnedThrough = try container.decode(Int64.self, forKey: .learnedThrough)
        content = try container.decode(ContentDigest.self, forKey: .content)
        if let remote = record.remote {
            model = RemoteStandIn(remote)
        } else {
            model = try artifacts.loadModel(content)
        }
    }

    func encode(to encoder: any Encoder) throws {
        guard let artifacts = encoder.userInfo[ArtifactsKey.key] as? any ArtifactStore else {
            throw ArtifactError(
                "a checkpoint names its models by content; it is written with an artifact store at hand")
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(record, forKey: .record)
        try container.encode(since, forKey: .since)
        try container.encode(learnedThrough, forKey: .learnedThrough)
        try container.encode(learnedThrough > 0 ? artifacts.saveModel(model) : content, forKey: .content)
    }
}

/// Under which name the coders find the artifact store.
enum ArtifactsKey {
    static var key: CodingUserInfoKey {
        guard let key = CodingUserInfoKey(rawValue: "artifacts") else {
            preconditionFailure("CodingUserInfoKey refused the name artifacts")
        }
        return key
    }
}
