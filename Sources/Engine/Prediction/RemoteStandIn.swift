import Domain

/// Stands in the place of a model that another server answers for: it knows what was asked beforehand, and computes nothing.
struct RemoteStandIn: PublishedModel {
    let remote: RemoteModel
    /// Answers to stored events, by their ids.
    var known: [Int64: Output] = [:]

    init(_ remote: RemoteModel) {
        self.remote = remote
    }

    func predict(_ event: Event) -> Output { known[event.id] ?? .unanswered }

    /// What it learns is its server's own affair.
    mutating func learn(_ event: LabelledEvent) {}
}

extension DeployedModel {
    /// What the version answers to a caller's event: as it was told, or else computed; nil where its server was not asked.
    func answer(to event: Event, told: [ToldAnswer]) -> Output? {
        if let answer = told.first(where: { $0.version == version }) { return answer.output }
        return remote == nil ? model.predict(event) : nil
    }
}
