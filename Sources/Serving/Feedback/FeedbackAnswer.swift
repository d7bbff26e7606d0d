import Domain

/// Writes what became of labels.
struct FeedbackAnswer {
    let model: PipelineName
    let request: FeedbackRequest

    /// The whole answer.
    ///
    /// - Parameter replies: The service's, one for each of the request's accepted items.
    /// - Returns: The fate of the one label as its status, or 200 with the fates of many.
    func answer(_ replies: [FeedbackReply]) -> Answer {
        var tally = Tally(kind: .feedback, pipeline: model)
        guard replies.count == request.accepted.count else {
            return Answer(
                Refusal(500, "\(replies.count) replies came for \(request.accepted.count) labels"), tally: tally)
        }
        var replies = replies[...]
        let fates = request.items.map { item in
            switch item.feedback {
            case .failure(let refusal): Fate(status: refusal.status, sentence: refusal.sentence)
            case .success: Fate(replies.removeFirst())
            }
        }
        tally.duplicates = fates.count { $0.status == 200 }
        if request.isSingle, let fate = fates.first, let item = request.items.first { return single(item, fate, tally) }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        for (item, fate) in zip(request.items, fates) { write(item, fate, &writer) }
        writer.endArray()
        writer.endObject()
        return Answer(body: writer.buffer, tally: tally)
    }

    private func single(_ item: FeedbackItem, _ fate: Fate, _ tally: Tally) -> Answer {
        var writer = JSONWriter()
        write(item, fate, &writer)
        let retry = AnswerHeader(name: "Retry-After", value: "1")
        return Answer(
            status: fate.status, headers: fate.status == 503 ? [retry] : [], body: writer.buffer, tally: tally)
    }

    private func write(_ item: FeedbackItem, _ fate: Fate, _ writer: inout JSONWriter) {
        writer.beginObject()
        if let id = item.id {
            writer.key("id")
            writer.string(id)
        }
        if let moment = item.moment {
            writer.key("unit")
            writer.string(moment.unit)
            writer.key("event_time")
            writer.string(moment.time.description)
        }
        writer.key("status")
        writer.integer(fate.status)
        if let sentence = fate.sentence {
            writer.key(fate.status == 202 ? "note" : "error")
            writer.string(sentence)
        }
        writer.endObject()
    }

    /// One item's status, and a sentence where it was not taken in or has no use yet.
    private struct Fate {
        var status: Int
        var sentence: String?

        init(status: Int, sentence: String?) {
            self.status = status
            self.sentence = sentence
        }

        init(_ reply: FeedbackReply) {
            switch reply {
            case .accepted: self.init(status: 202, sentence: nil)
            case .kept(let note): self.init(status: 202, sentence: note)
            case .duplicate: self.init(status: 200, sentence: nil)
            case .conflict(let known):
                self.init(
                    status: 409,
                    sentence: "\(known) is known already; a correction says \"supersedes\": true")
            case .expired:
                self.init(status: 410, sentence: "the prediction is too old to be labelled")
            case .dropped(let sentence): self.init(status: 410, sentence: sentence)
            case .unknown:
                self.init(
                    status: 404, sentence: "there is no such prediction; send the prediction_id of an answer as it was")
            case .unmatched(let sentence): self.init(status: 404, sentence: sentence)
            case .ambiguous(let sentence): self.init(status: 409, sentence: sentence)
            case .invalid(let sentence): self.init(status: 400, sentence: sentence)
            case .notRecorded(let sentence):
                self.init(status: 503, sentence: "not recorded: \(sentence); send it again")
            }
        }
    }
}
