import Domain
import NIOCore
import NIOHTTP1

extension FrontDesk {
    func infer(
        _ form: ModelForm, _ version: ModelVersion?, _ headers: HTTPHeaders, _ body: ByteBuffer
    ) throws(Refusal) -> Reply {
        let span = tracing?.begin(headers, form.model.name, at: now())
        do throws(Refusal) {
            return try infer(form, version, headers, body, span)
        } catch {
            if let span { tracing?.end(span, error) }
            throw error
        }
    }

    private func infer(
        _ form: ModelForm, _ version: ModelVersion?, _ headers: HTTPHeaders, _ body: ByteBuffer, _ span: Tracing.Open?
    ) throws(Refusal) -> Reply {
        let arm = try arm(headers)
        let length = try headerLength(headers, body)
        let outcome = body.withUnsafeReadableBytes { bytes in
            Result { () throws(Refusal) -> (InferenceRequest, [PredictionRequest.Row]) in
                let request = try InferenceRequest(bytes, headerLength: length)
                return (request, try RowAssembly(request, form, bytes: bytes, limit: limits.rows).rows)
            }
        }
        let (request, given) = try outcome.get()
        var rows = given
        if form.model.unitColumn != nil { nameUnits(&rows, headers) }
        let asked = PredictionRequest(model: form.model.name, version: version, arm: arm, rows: rows)
        let result = service.predict(asked)
        guard case .failure(.asksElsewhere) = result else {
            return .now(try answer(result, to: request, rows: rows.count, form, span))
        }
        let context = span?.context ?? TraceContext(headers)
        return .later { [self] in
            let result = await TraceContext.$current.withValue(context) { await service.answer(asked) }
            do throws(Refusal) {
                return try answer(result, to: request, rows: asked.rows.count, form, span)
            } catch {
                if let span { tracing?.end(span, error) }
                return Answer(error, tally: tally(of: result, rows: asked.rows.count, form.model))
            }
        }
    }

    private func answer(
        _ result: Result<[ServedPrediction], PredictionRefusal>, to request: InferenceRequest, rows: Int,
        _ form: ModelForm, _ span: Tracing.Open?
    ) throws(Refusal) -> Answer {
        switch result {
        case .failure(let refusal): throw Refusal(refusal)
        case .success(let predictions):
            guard predictions.count == rows else {
                throw Refusal(500, "\(predictions.count) answers came for \(rows) rows; the server is at fault")
            }
            let answer = try InferenceAnswer(form: form, request: request, predictions: predictions).answer()
            if let span { tracing?.end(span, predictions) }
            return answer
        }
    }

    /// A question to another server that came to nothing counts for the version that it was for.
    private func tally(
        of result: Result<[ServedPrediction], PredictionRefusal>, rows: Int, _ model: ServedModel
    ) -> Tally {
        var tally = Tally(kind: .predict, pipeline: model.name)
        guard case .failure(.unanswered(let version, _, _)) = result else { return tally }
        let isCandidate = model.versions.contains { $0.version == version && $0.role == .candidate }
        tally.served = [Tally.Served(version: version, arm: isCandidate ? .candidate : .champion, rows: rows)]
        return tally
    }

    private func nameUnits(_ rows: inout [PredictionRequest.Row], _ headers: HTTPHeaders) {
        let given = headers.first(name: "X-Flywheel-Unit").flatMap { $0.isEmpty ? nil : $0 }
        for index in rows.indices {
            switch units {
            case .requestOrHeader: rows[index].unit = rows[index].unit ?? given
            case .headerAlone: rows[index].unit = given
            }
        }
    }

    func take(_ model: ServedModel, _ body: ByteBuffer) throws(Refusal) -> Reply {
        let read = body.withUnsafeReadableBytes { bytes in
            Result { () throws(Refusal) in try FeedbackRequest(bytes, of: model, limit: limits.rows) }
        }
        let writer = FeedbackAnswer(model: model.name, request: try read.get())
        let accepted = writer.request.accepted
        guard !accepted.isEmpty else { return .now(writer.answer([])) }
        return .later { [service] in writer.answer(await service.take(accepted, for: model.name)) }
    }

    func observe(_ form: ModelForm, _ body: ByteBuffer) throws(Refusal) -> Reply {
        let read = body.withUnsafeReadableBytes { bytes in
            Result { () throws(Refusal) in
                try Batch(bytes, limit: limits.rows) { (reader: inout JSONReader) throws(JSONError) in
                    try ObservationItem(&reader, of: form)
                }
            }
        }
        let writer = ObservationAnswer(model: form.model.name, batch: try read.get())
        let accepted = writer.accepted
        guard !accepted.isEmpty else { return .now(writer.answer([])) }
        return .later { [service] in writer.answer(await service.take(accepted, for: form.model.name)) }
    }

    private func arm(_ headers: HTTPHeaders) throws(Refusal) -> PredictionRecord.Arm? {
        guard let word = headers.first(name: "X-Flywheel-Arm") else { return nil }
        switch word {
        case "champion": return .champion
        case "candidate": return .candidate
        default: throw Refusal(400, "X-Flywheel-Arm is champion or candidate, or left out")
        }
    }

    /// How much of the body is JSON; all of it without the header of the binary extension.
    private func headerLength(_ headers: HTTPHeaders, _ body: ByteBuffer) throws(Refusal) -> Int {
        guard let text = headers.first(name: "Inference-Header-Content-Length") else { return body.readableBytes }
        guard let length = Int(text), (0...body.readableBytes).contains(length) else {
            throw Refusal(
                400,
                "Inference-Header-Content-Length is the length of the JSON, at most the body's \(body.readableBytes)")
        }
        return length
    }
}

extension Refusal {
    init(_ refusal: PredictionRefusal) {
        switch refusal {
        case .unknownModel, .unknownVersion: self.init(404, refusal.description)
        case .notReady, .ended:
            self.init(503, refusal.description, header: AnswerHeader(name: "Retry-After", value: "5"))
        case .asksElsewhere:
            self.init(503, refusal.description, header: AnswerHeader(name: "Retry-After", value: "1"))
        case .unanswered(_, _, let failure):
            self.init(
                failure.kind == .timedOut ? 504 : 503, refusal.description,
                header: AnswerHeader(name: "Retry-After", value: "1"))
        case .noCandidate, .elsewhere: self.init(409, refusal.description)
        case .rowWidth, .noRows: self.init(400, refusal.description)
        }
    }
}
