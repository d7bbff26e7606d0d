import Domain

/// One observation of a request: what the service is told, or why it is not told at all.
struct ObservationItem: Sendable {
    private static let longestName = 200

    var id: String
    var observation: Result<Observation, Refusal>

    /// What has been read of one object; a key that comes twice is refused.
    private struct Draft {
        var id: String?
        var version: String?
        var unit: String?
        var time: Timestamp?
        var inputs: [(name: String, value: Cell)]?
        var outputs: [(name: String, value: Told)]?
    }

    /// An output as it was written.
    private enum Told {
        case cell(Cell)
        case numbers([Double])
        case shares([(name: String, share: Double)])
    }

    /// Reads one object; keys that are not known are refused.
    ///
    /// - Throws: What is wrong with the object's form; what does not fit the model is in ``observation``.
    init(_ reader: inout JSONReader, of form: ModelForm) throws(JSONError) {
        var draft = Draft()
        try reader.beginObject()
        while let key = try reader.nextKey() { try Self.read(key, &reader, &draft) }
        guard let id = draft.id else { throw reader.problem("an observation needs an id, its server's own") }
        self.id = id
        guard let version = draft.version else {
            throw reader.problem("an observation needs the version that answered")
        }
        guard let inputs = draft.inputs else { throw reader.problem("an observation needs inputs, a value a column") }
        guard let outputs = draft.outputs else {
            throw reader.problem("an observation needs outputs, what was answered")
        }
        for (key, text) in [("id", id), ("version", version)]
        where text.isEmpty || text.utf8.count > Self.longestName {
            throw reader.problem("\(key) has 1 to \(Self.longestName) bytes")
        }
        observation = Result { () throws(Refusal) -> Observation in
            Observation(
                ownID: id, version: version, unit: form.model.unitColumn == nil ? nil : draft.unit, time: draft.time,
                values: try Self.values(inputs, form), output: try Self.output(outputs, form.model.task))
        }
    }

    private static func read(_ key: String, _ reader: inout JSONReader, _ draft: inout Draft) throws(JSONError) {
        func once(_ isNew: Bool) throws(JSONError) {
            guard isNew else { throw reader.twice(key) }
        }
        switch key {
        case "id":
            try once(draft.id == nil)
            draft.id = try reader.string()
        case "version":
            try once(draft.version == nil)
            draft.version =
                try reader.peek() == .number ? "\(try reader.integer())" : try reader.string()
        case "unit":
            try once(draft.unit == nil)
            draft.unit = try reader.string()
        case "time":
            try once(draft.time == nil)
            draft.time = try reader.moment()
        case "inputs":
            try once(draft.inputs == nil)
            draft.inputs = try members(&reader, cell)
        case "outputs":
            try once(draft.outputs == nil)
            draft.outputs = try members(&reader, told)
        default:
            throw reader.problem(
                "an observation has no key \(key); it has id, version, unit, time, inputs and outputs")
        }
    }

    private static func members<Value>(
        _ reader: inout JSONReader, _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> [(name: String, value: Value)] {
        var members: [(name: String, value: Value)] = []
        try reader.beginObject()
        while let name = try reader.nextKey() {
            guard !members.contains(where: { $0.name == name }) else { throw reader.twice(name) }
            members.append((name, try read(&reader)))
        }
        return members
    }

    private static func cell(_ reader: inout JSONReader) throws(JSONError) -> Cell {
        switch try reader.peek() {
        case .number: return .number(try reader.number())
        case .string: return .text(try reader.string())
        case .flag: return .flag(try reader.flag())
        case .null:
            try reader.null()
            return .missing
        case .object, .array: throw reader.problem("a column's value is a number, a text, true, false or null")
        }
    }

    private static func told(_ reader: inout JSONReader) throws(JSONError) -> Told {
        switch try reader.peek() {
        case .array:
            var numbers: [Double] = []
            try reader.beginArray()
            while try reader.nextElement() { numbers.append(try reader.number()) }
            return .numbers(numbers)
        case .object:
            return .shares(
                try members(&reader) { (reader: inout JSONReader) throws(JSONError) in try reader.number() }
                    .map { ($0.name, $0.value) })
        case .number, .string, .flag, .null: return .cell(try cell(&reader))
        }
    }

    private static func values(_ inputs: [(name: String, value: Cell)], _ form: ModelForm) throws(Refusal)
        -> [FieldValue]
    {
        var cells = Array(repeating: Cell.missing, count: form.model.columns.count)
        for input in inputs {
            guard let place = form.columns[input.name] else {
                let hint = NearNames.hint(for: input.name, among: form.model.columns.map(\.name), "column")
                throw Refusal(400, "there is no column \(input.name.prefix(80)); \(hint)")
            }
            cells[place] = input.value
        }
        var values: [FieldValue] = []
        for (column, cell) in zip(form.model.columns, cells) { values.append(try column.value(of: cell, row: 0)) }
        return values
    }

    private static func output(_ outputs: [(name: String, value: Told)], _ task: LearningTask) throws(Refusal) -> Output
    {
        switch task {
        case .regression:
            guard outputs.count == 1, outputs[0].name == "value", case .cell(.number(let value)) = outputs[0].value
            else {
                throw Refusal(400, "the outputs of a regression are {\"value\": NUMBER}")
            }
            return .value(value)
        case .classification(let classes):
            let wanted = Refusal(
                400,
                "the outputs of a classification are {\"class\": \"\(classes[0])\"}, or {\"probabilities\": …} "
                    + "with a share for each of \(classes.joined(separator: ", ")) that sum to 1")
            guard let shares = shares(outputs, classes), shares.allSatisfy({ (0...1).contains($0) }),
                abs(shares.reduce(0, +) - 1) < 0.01
            else { throw wanted }
            return .probabilities(shares)
        }
    }

    /// A class alone is told as if it were certain.
    private static func shares(_ outputs: [(name: String, value: Told)], _ classes: [String]) -> [Double]? {
        guard let told = outputs.first(where: { $0.name == "probabilities" }) ?? outputs.first else { return nil }
        switch (told.name, told.value) {
        case ("probabilities", .numbers(let shares)): return shares.count == classes.count ? shares : nil
        case ("probabilities", .shares(let named)):
            let byName = Dictionary(named.map { ($0.name, $0.share) }, uniquingKeysWith: { first, _ in first })
            return byName.keys.allSatisfy(classes.contains) ? classes.map { byName[$0] ?? 0 } : nil
        case ("class", .cell(.text(let name))):
            guard classes.contains(name) else { return nil }
            return classes.map { $0 == name ? 1 : 0 }
        default: return nil
        }
    }
}
