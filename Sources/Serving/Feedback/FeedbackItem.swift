import Domain

/// One label or reward of a feedback request: what the service is told, or why it is not told at all.
struct FeedbackItem: Hashable {
    private static let greatestReward = 1e12
    private static let longestSource = 100

    /// As the caller wrote it; nil where a unit and a time stand in its place.
    var id: String?
    var moment: UnitMoment?
    var feedback: Result<Feedback, Refusal>
    /// Further predictions that the same is told of.
    private(set) var others: [String] = []

    /// Reads one object; keys that are not known are refused, so that a slip of a key loses no label.
    ///
    /// - Throws: What is wrong with the object's form; what is wrong with its label is in ``feedback``.
    init(_ reader: inout JSONReader, of model: ServedModel) throws(JSONError) {
        var id: String?
        var ids: [String]?
        var unit: String?
        var truth: FieldValue?
        var reward: Double?
        var weight: Double?
        var probability: Double?
        var source: String?
        var eventTime: Timestamp?
        var supersedes: Bool?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id":
                guard id == nil else { throw reader.twice(key) }
                guard try reader.peek() == .string else { throw reader.problem("id is the text of prediction_id") }
                id = try reader.string()
            case "ids":
                guard ids == nil else { throw reader.twice(key) }
                ids = try Self.readIDs(&reader)
            case "unit":
                guard unit == nil else { throw reader.twice(key) }
                guard try reader.peek() == .string else { throw reader.problem("unit is a text") }
                unit = try reader.string()
            case "truth":
                guard truth == nil else { throw reader.twice(key) }
                truth = try Self.readTruth(&reader)
            case "reward":
                guard reward == nil else { throw reader.twice(key) }
                guard try reader.peek() == .number else { throw reader.problem("reward is a number") }
                reward = try reader.number()
            case "weight":
                guard weight == nil else { throw reader.twice(key) }
                guard try reader.peek() == .number else { throw reader.problem("weight is a number above 0") }
                weight = try reader.number()
            case "sampling_probability":
                guard probability == nil else { throw reader.twice(key) }
                guard try reader.peek() == .number else {
                    throw reader.problem("sampling_probability is a number above 0, at most 1")
                }
                probability = try reader.number()
            case "source":
                guard source == nil else { throw reader.twice(key) }
                guard try reader.peek() == .string else { throw reader.problem("source is a text") }
                source = try reader.string()
            case "event_time":
                guard eventTime == nil else { throw reader.twice(key) }
                eventTime = try reader.moment()
            case "supersedes":
                guard supersedes == nil else { throw reader.twice(key) }
                supersedes = try reader.flag()
            default:
                throw reader.problem(
                    "feedback has no key \(key); it has id, ids, unit, truth, reward, weight, sampling_probability, source, "
                        + "event_time and supersedes")
            }
        }
        if let list = ids {
            guard id == nil else { throw reader.problem("id and ids both name predictions; send one of them") }
            (id, others) = (list.first, Array(list.dropFirst()))
        }
        let moment = try Self.moment(unit, eventTime, isNamed: id != nil, reader)
        guard truth != nil || reward != nil else {
            throw reader.problem(
                "feedback needs a truth, the label as the model's task writes it, or a reward, a number")
        }
        (self.id, self.moment) = (id, moment)
        feedback = Result { () throws(Refusal) -> Feedback in
            let chance = try Self.probability(probability, weight: reward == nil ? weight : nil)
            if moment != nil { try Self.check(model) }
            let isOwn = model.place == .external && !(id?.hasPrefix("\(model.name).") ?? false)
            return Feedback(
                id: try Self.number(of: isOwn ? nil : id, in: model.name), ownID: isOwn ? id : nil,
                moment: moment, truth: try truth.map { label throws(Refusal) in try Self.label(label, of: model.task) },
                reward: try Self.reward(reward, weight: weight ?? 1 / chance, source: source),
                eventTime: moment == nil ? eventTime : nil, supersedes: supersedes ?? false,
                source: truth == nil ? nil : try Self.short(source), probability: truth == nil ? 1 : chance)
        }
    }

    private static func readIDs(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        let wanted = "ids is a list of prediction_id texts, each once"
        guard try reader.peek() == .array else { throw reader.problem(wanted) }
        var ids: [String] = []
        try reader.beginArray()
        while try reader.nextElement() {
            guard try reader.peek() == .string else { throw reader.problem(wanted) }
            ids.append(try reader.string())
        }
        guard !ids.isEmpty, Set(ids).count == ids.count else { throw reader.problem(wanted) }
        return ids
    }

    /// One item for each prediction that it names, in their order.
    func expanded(of model: ServedModel) -> [FeedbackItem] {
        guard !others.isEmpty else { return [self] }
        var first = self
        first.others = []
        return [first]
            + others.map { id in
                var item = first
                item.id = id
                let isOwn = model.place == .external && !id.hasPrefix("\(model.name).")
                item.feedback = feedback.flatMap { told in
                    Result { () throws(Refusal) -> Feedback in
                        var told = told
                        told.id = try Self.number(of: isOwn ? nil : id, in: model.name)
                        told.ownID = isOwn ? id : nil
                        return told
                    }
                }
                return item
            }
    }

    /// The unit and the time that stand in the place of an id.
    private static func moment(
        _ unit: String?, _ time: Timestamp?, isNamed: Bool, _ reader: JSONReader
    ) throws(JSONError) -> UnitMoment? {
        guard let unit else {
            if isNamed { return nil }
            throw reader.problem(
                "feedback needs an id, the prediction_id of an answer, "
                    + "or the prediction's unit and its time as event_time")
        }
        guard !isNamed else { throw reader.problem("id and unit both name the prediction; send one of them") }
        guard !unit.isEmpty else { throw reader.problem("unit is empty; send what the request named") }
        guard let time else {
            throw reader.problem("with a unit, feedback needs event_time, the time of the prediction")
        }
        return UnitMoment(unit: unit, time: time)
    }

    private static func check(_ model: ServedModel) throws(Refusal) {
        guard model.unitColumn == nil else { return }
        throw Refusal(
            400, "\(model.name) has no units (source.unit in its file names none); send the prediction_id as id")
    }

    private static func reward(_ value: Double?, weight: Double, source: String?) throws(Refusal) -> Reward? {
        guard let value else { return nil }
        guard value.magnitude <= Self.greatestReward else {
            throw Refusal(400, "the reward is \(value); send a number from -1e12 to 1e12")
        }
        guard weight > 0, weight <= Self.greatestReward else {
            throw Refusal(400, "the weight is \(weight); send a number above 0, at most 1e12")
        }
        return Reward(value: value, weight: weight, source: try short(source))
    }

    private static func short(_ source: String?) throws(Refusal) -> String? {
        guard (source ?? "").utf8.count <= Self.longestSource else {
            throw Refusal(400, "the source is longer than \(Self.longestSource) bytes; send a short name")
        }
        return source
    }

    /// The chance with which the label was asked for: as such, or as how many predictions it stands for.
    private static func probability(_ probability: Double?, weight: Double?) throws(Refusal) -> Double {
        if let probability {
            if weight != nil { throw Refusal(400, "weight and sampling_probability say the same; send one of them") }
            guard probability > 0, probability <= 1 else {
                throw Refusal(400, "the sampling_probability is \(probability); send a number above 0, at most 1")
            }
            return probability
        }
        guard let weight else { return 1 }
        guard weight >= 1, weight <= Self.greatestReward else {
            throw Refusal(400, "the weight of a label is \(weight); send a number from 1 to 1e12")
        }
        return 1 / weight
    }

    private static func readTruth(_ reader: inout JSONReader) throws(JSONError) -> FieldValue {
        switch try reader.peek() {
        case .number: return .number(try reader.number())
        case .string: return .category(try reader.string())
        case .flag: return .flag(try reader.flag())
        case .object, .array, .null: throw reader.problem("truth is a class or a number")
        }
    }

    /// The number in `pipeline.number`; -1 where there is no such id.
    private static func number(of id: String?, in model: PipelineName) throws(Refusal) -> Int64 {
        guard let id else { return -1 }
        let prefix = model.rawValue + "."
        guard id.hasPrefix(prefix) else {
            throw Refusal(404, "\(id.prefix(80)) is no prediction of \(model); its ids are written \(prefix)NUMBER")
        }
        let digits = id.dropFirst(prefix.count)
        // One way of writing each number, so that no prediction has two ids.
        guard let number = Int64(digits), number >= 0, String(number) == digits else {
            throw Refusal(404, "\(id.prefix(80)) is no prediction id; send the prediction_id of an answer as it was")
        }
        return number
    }

    private static func label(_ truth: FieldValue, of task: LearningTask) throws(Refusal) -> FieldValue {
        switch (task, truth) {
        case (.classification(let classes), _):
            guard let text = className(truth), classes.contains(text) else {
                throw Refusal(400, "\(truth) is no class; the classes are \(classes.joined(separator: ", "))")
            }
            return .category(text)
        case (.regression, .number): return truth
        case (.regression, _): throw Refusal(400, "the truth of a regression is a number, not \(truth)")
        }
    }

    /// Classes are texts; one that reads as a number or a flag may be sent as such.
    private static func className(_ truth: FieldValue) -> String? {
        switch truth {
        case .category(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .number(let value): Int64(exactly: value).map(String.init) ?? "\(value)"
        case .missing, .time, .malformed: nil
        }
    }
}
