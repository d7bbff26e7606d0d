import Domain

/// Writes what is known of the server and its models.
enum ModelPages {
    static func live() -> Answer {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("live")
        writer.flag(true)
        writer.endObject()
        return Answer(body: writer.buffer, tally: Tally(kind: .health))
    }

    /// Ready when every model answers; `live` says the same, as the protocol's text has it.
    ///
    /// Whatever is wrong with a model stands in `reasons`, also where another version answers in its place.
    static func ready(_ models: [ServedModel]) -> Answer {
        let isReady = !models.isEmpty && models.allSatisfy(\.isReady)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("ready")
        writer.flag(isReady)
        writer.key("live")
        writer.flag(isReady)
        let reasons = models.compactMap { model in model.standing.sentence.map { "\(model.name): \($0)" } }
        if !reasons.isEmpty {
            writer.key("reasons")
            writer.strings(reasons)
        }
        writer.endObject()
        return Answer(status: isReady ? 200 : 503, body: writer.buffer, tally: Tally(kind: .health))
    }

    static func ready(_ model: ServedModel, _ version: ModelVersion?) -> Answer {
        let isReady = version.map(model.isReady) ?? model.isReady
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("name")
        writer.string(model.name.rawValue)
        writer.key("ready")
        writer.flag(isReady)
        if let reason = model.standing.sentence {
            writer.key("reason")
            writer.string(reason)
        }
        writer.endObject()
        return Answer(
            status: isReady ? 200 : 503, body: writer.buffer, tally: Tally(kind: .health, pipeline: model.name))
    }

    static func server(version: String) -> Answer {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("name")
        writer.string("flywheel")
        writer.key("version")
        writer.string(version)
        writer.key("extensions")
        writer.strings(["binary_tensor_data", "flywheel_feedback", "flywheel_observations"])
        writer.endObject()
        return Answer(body: writer.buffer, tally: Tally(kind: .metadata))
    }

    /// Names, datatypes and shapes of what goes in and comes out.
    ///
    /// - Throws: 404 where a version is asked for that is not loaded.
    static func metadata(_ form: ModelForm, _ version: ModelVersion?) throws(Refusal) -> Answer {
        let model = form.model
        if let version, !model.versions.contains(where: { $0.version == version }) {
            let loaded = model.versions.map(\.version)
            throw Refusal(404, PredictionRefusal.unknownVersion(version, loaded: loaded).description)
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("name")
        writer.string(model.name.rawValue)
        writer.key("versions")
        writer.strings(model.versions.map { String($0.version.rawValue) })
        writer.key("platform")
        writer.string("flywheel")
        writer.key("inputs")
        writer.beginArray()
        for column in model.columns { write(column.name, column.datatype, [-1], &writer) }
        for name in form.inputNames.dropFirst(model.columns.count) { write(name, .bytes, [-1], &writer) }
        writer.endArray()
        writer.key("outputs")
        writer.beginArray()
        for output in form.outputs { write(output.name, output.datatype, output.shape, &writer) }
        writer.endArray()
        writer.key("parameters")
        writer.beginObject()
        if case .classification(let classes) = model.task {
            writer.key("classes")
            writer.strings(classes)
        }
        writeRoles(of: model, &writer)
        writer.endObject()
        writer.endObject()
        return Answer(body: writer.buffer, tally: Tally(kind: .metadata, pipeline: model.name))
    }

    private static func writeRoles(of model: ServedModel, _ writer: inout JSONWriter) {
        if let name = model.timeColumn {
            writer.key("time_column")
            writer.string(name)
        }
        if let name = model.unitColumn {
            writer.key("unit_column")
            writer.string(name)
        }
        writer.key("required_columns")
        writer.strings(model.columns.lazy.filter { !$0.mayBeMissing }.map(\.name))
        writer.key("loaded")
        writer.beginArray()
        for version in model.versions {
            writer.beginObject()
            writer.key("version")
            writer.string(version.version.description)
            writer.key("role")
            writer.string(version.role.rawValue)
            writer.key("weight")
            writer.number(version.weight)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(_ name: String, _ datatype: Datatype, _ shape: [Int], _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("name")
        writer.string(name)
        writer.key("datatype")
        writer.string(datatype.rawValue)
        writer.key("shape")
        writer.beginArray()
        for dimension in shape { writer.integer(dimension) }
        writer.endArray()
        writer.endObject()
    }
}
