import Domain
import NIOCore

/// Writes the answers to a request's rows.
struct InferenceAnswer {
    let form: ModelForm
    let request: InferenceRequest
    let predictions: [ServedPrediction]

    /// An output that was asked for, and in which form.
    private struct Wanted {
        var form: ModelForm.OutputForm
        var isBinary: Bool
    }

    /// The whole answer.
    ///
    /// - Throws: 400 for an output that the model has not; 500 for an answer that cannot be written.
    func answer() throws(Refusal) -> Answer {
        let wanted = try wantedOutputs()
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writeHeader(&writer)
        writer.key("outputs")
        writer.beginArray()
        var binary = ByteBuffer()
        for output in wanted { try write(output, &writer, &binary) }
        writer.endArray()
        writer.endObject()
        var body = writer.buffer
        let tally = Tally(kind: .predict, pipeline: form.model.name, served: served())
        guard wanted.contains(where: \.isBinary) else { return Answer(body: body, tally: tally) }
        let length = AnswerHeader(name: "Inference-Header-Content-Length", value: String(body.readableBytes))
        body.writeBuffer(&binary)
        return Answer(contentType: "application/octet-stream", headers: [length], body: body, tally: tally)
    }

    private func wantedOutputs() throws(Refusal) -> [Wanted] {
        guard let asked = request.outputs else {
            return form.outputs.map { Wanted(form: $0, isBinary: request.givesBinary) }
        }
        var wanted: [Wanted] = []
        for output in asked {
            guard let match = form.outputs.first(where: { $0.name == output.name }) else {
                let hint = NearNames.hint(for: output.name, among: form.outputs.map(\.name), "output")
                throw Refusal(400, "there is no output \(output.name); \(hint)")
            }
            wanted.append(Wanted(form: match, isBinary: output.isBinary ?? request.givesBinary))
        }
        return wanted
    }

    /// Who answered how many rows; few kinds, so that a list is searched.
    private func served() -> [Tally.Served] {
        var served: [Tally.Served] = []
        for prediction in predictions {
            if let place = served.firstIndex(where: { $0.version == prediction.version && $0.arm == prediction.arm }) {
                served[place].rows += 1
            } else {
                served.append(Tally.Served(version: prediction.version, arm: prediction.arm, rows: 1))
            }
        }
        return served
    }

    private func writeHeader(_ writer: inout JSONWriter) {
        writer.key("model_name")
        writer.string(form.model.name.rawValue)
        // A batch may be answered by both versions of a canary: this is its first row's, and `versions` names each.
        if let version = predictions.first?.version {
            writer.key("model_version")
            writer.string(String(version.rawValue))
        }
        if let id = request.id {
            writer.key("id")
            writer.string(id)
        }
        writer.key("parameters")
        writer.beginObject()
        if predictions.count == 1, let prediction = predictions.first {
            writeParameters(of: prediction, &writer)
        } else {
            writeParameters(&writer)
        }
        if let rollout = predictions.first?.rollout {
            writer.key("rollout")
            writer.integer(rollout)
        }
        writer.endObject()
    }

    private func writeParameters(of prediction: ServedPrediction, _ writer: inout JSONWriter) {
        writer.key("prediction_id")
        writer.string(identifier(of: prediction))
        writer.key("arm")
        writer.string(prediction.arm.rawValue)
        writer.key("version")
        writer.string(prediction.version.description)
        if let unit = prediction.unit {
            writer.key("unit")
            writer.string(unit)
        } else if form.model.unitColumn != nil {
            writer.key("unsticky")
            writer.flag(true)
        }
        if let fallback = prediction.fallback {
            writer.key("fallback")
            writer.string(fallback)
        }
        if let quarantined = prediction.quarantined {
            writer.key("quarantined")
            writer.string(quarantined)
        }
    }

    private func writeParameters(_ writer: inout JSONWriter) {
        writer.key("prediction_ids")
        writer.strings(predictions.lazy.map(identifier))
        writer.key("arms")
        writer.strings(predictions.lazy.map(\.arm.rawValue))
        writer.key("versions")
        writer.strings(predictions.lazy.map(\.version.description))
        writer.key("units")
        writer.beginArray()
        for prediction in predictions {
            if let unit = prediction.unit { writer.string(unit) } else { writer.null() }
        }
        writer.endArray()
        if form.model.unitColumn != nil, predictions.contains(where: { $0.unit == nil }) {
            writer.key("unsticky")
            writer.beginArray()
            for prediction in predictions { writer.flag(prediction.unit == nil) }
            writer.endArray()
        }
        writeWhereAny("fallbacks", \.fallback, &writer)
        writeWhereAny("quarantined", \.quarantined, &writer)
    }

    /// A word for each row, null where there is none; nothing where no row has one.
    private func writeWhereAny(_ key: StaticString, _ word: (ServedPrediction) -> String?, _ writer: inout JSONWriter) {
        guard predictions.contains(where: { word($0) != nil }) else { return }
        writer.key(key)
        writer.beginArray()
        for prediction in predictions {
            if let text = word(prediction) { writer.string(text) } else { writer.null() }
        }
        writer.endArray()
    }

    private func identifier(of prediction: ServedPrediction) -> String {
        "\(form.model.name.rawValue).\(prediction.id)"
    }

    private func write(_ output: Wanted, _ writer: inout JSONWriter, _ binary: inout ByteBuffer) throws(Refusal) {
        writer.beginObject()
        writer.key("name")
        writer.string(output.form.name)
        writer.key("datatype")
        writer.string(output.form.datatype.rawValue)
        writer.key("shape")
        writer.beginArray()
        writer.integer(predictions.count)
        for dimension in output.form.shape.dropFirst() { writer.integer(dimension) }
        writer.endArray()
        let start = binary.writerIndex
        if !output.isBinary {
            writer.key("data")
            writer.beginArray()
        }
        for prediction in predictions {
            switch output.form.name {
            case "class":
                let text = try className(of: prediction)
                if output.isBinary { binary.write(text: text) } else { writer.string(text) }
            default:
                for number in try numbers(of: prediction) {
                    if output.isBinary {
                        binary.writeInteger(number.bitPattern, endianness: .little)
                    } else {
                        writer.number(number)
                    }
                }
            }
        }
        if output.isBinary {
            writer.key("parameters")
            writer.beginObject()
            writer.key("binary_data_size")
            writer.integer(binary.writerIndex - start)
            writer.endObject()
        } else {
            writer.endArray()
        }
        writer.endObject()
    }

    private func className(of prediction: ServedPrediction) throws(Refusal) -> String {
        let classes = form.model.task.classes
        guard let index = prediction.output.predictedClass, classes.indices.contains(index) else {
            throw unwritable(prediction)
        }
        return classes[index]
    }

    private func numbers(of prediction: ServedPrediction) throws(Refusal) -> [Double] {
        let numbers: [Double]
        switch (form.model.task, prediction.output) {
        case (.classification(let classes), .probabilities(let shares)) where shares.count == classes.count:
            numbers = shares
        case (.regression, .value(let value)): numbers = [value]
        default: throw unwritable(prediction)
        }
        guard numbers.allSatisfy(\.isFinite) else { throw unwritable(prediction) }
        return numbers
    }

    private func unwritable(_ prediction: ServedPrediction) -> Refusal {
        Refusal(500, "\(prediction.version) of \(form.model.name) gave no finite answer of its task; see its log")
    }
}

extension ByteBuffer {
    /// A text of the binary form: its length in four bytes, then its bytes.
    fileprivate mutating func write(text: String) {
        writeInteger(UInt32(text.utf8.count), endianness: .little)
        writeString(text)
    }
}
