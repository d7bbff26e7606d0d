import Domain

/// Writes what became of observations.
struct ObservationAnswer: Sendable {
    let model: PipelineName
    let batch: Batch<ObservationItem>

    /// What the service is to be told, in the order of the items.
    var accepted: [Observation] {
        batch.items.compactMap { item in
            switch item.observation {
            case .success(let observation): observation
            case .failure: nil
            }
        }
    }

    /// The whole answer.
    ///
    /// - Parameter replies: The service's, one for each accepted item.
    /// - Returns: The fate of the one as its status, or 200 with the fates of many.
    func answer(_ replies: [ObservationReply]) -> Answer {
        let tally = Tally(kind: .feedback, pipeline: model)
        guard replies.count == accepted.count else {
            return Answer(
                Refusal(500, "\(replies.count) replies came for \(accepted.count) observations"), tally: tally)
        }
        var replies = replies[...]
        let fates = batch.items.map { item -> Fate in
            switch item.observation {
            case .failure(let refusal): Fate(status: refusal.status, sentence: refusal.sentence)
            case .success: Fate(replies.removeFirst())
            }
        }
        var writer = JSONWriter()
        if batch.isSingle {
            write(batch.items[0], fates[0], &writer)
            let retry = AnswerHeader(name: "Retry-After", value: "1")
            return Answer(
                status: fates[0].status, headers: fates[0].status == 503 ? [retry] : [], body: writer.buffer,
                tally: tally)
        }
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        for (item, fate) in zip(batch.items, fates) { write(item, fate, &writer) }
        writer.endArray()
        writer.endObject()
        return Answer(body: writer.buffer, tally: tally)
    }

    private func write(_ item: ObservationItem, _ fate: Fate, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.string(item.id)
        writer.key("status")
        writer.integer(fate.status)
        if let number = fate.number {
            writer.key("prediction_id")
            writer.string("\(model).\(number)")
        }
        if let sentence = fate.sentence {
            writer.key("error")
            writer.string(sentence)
        }
        writer.endObject()
    }

    private struct Fate {
        var status: Int
        var number: Int64?
        var sentence: String?

        init(status: Int, sentence: String) {
            (self.status, self.sentence) = (status, sentence)
        }

        init(_ reply: ObservationReply) {
            switch reply {
            case .accepted(let number): (status, self.number) = (202, number)
            case .duplicate(let number): (status, self.number) = (200, number)
            case .notExternal(let sentence): (status, self.sentence) = (409, sentence)
            case .notRecorded(let words): (status, sentence) = (503, "not recorded: \(words); send it again")
            }
        }
    }
}
