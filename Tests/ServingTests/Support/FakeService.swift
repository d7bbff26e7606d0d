import Domain
import Synchronization

/// A prediction service whose models answer by a formula that a test can repeat.
final class FakeService: PredictionService {
    private struct State {
        var models: [ServedModel]
        var requests: [PredictionRequest] = []
        var feedback: [Feedback] = []
        var observations: [Observation] = []
        var nextID: Int64 = 1
        var output: Output?
        var holdsFeedback = false
        var held: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(models: [ServedModel] = [.empty, .power, .traffic]) {
        state = Mutex(State(models: models))
    }

    /// What was asked so far.
    var requests: [PredictionRequest] { state.withLock { $0.requests } }
    /// What was told so far.
    var feedback: [Feedback] { state.withLock { $0.feedback } }

    var observations: [Observation] { state.withLock { $0.observations } }

    /// Lets all models give this answer instead of the formula's.
    func answer(with output: Output) {
        state.withLock { $0.output = output }
    }

    /// Lets feedback wait from now on, until ``releaseFeedback()``.
    func holdFeedback() {
        state.withLock { $0.holdsFeedback = true }
    }

    func releaseFeedback() {
        let held = state.withLock { state in
            state.holdsFeedback = false
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    func models() -> [ServedModel] { state.withLock { $0.models } }

    func model(_ name: PipelineName) -> ServedModel? {
        state.withLock { state in state.models.first { $0.name == name } }
    }

    func predict(_ request: PredictionRequest) -> Result<[ServedPrediction], PredictionRefusal> {
        state.withLock { state in
            state.requests.append(request)
            guard let model = state.models.first(where: { $0.name == request.model }) else {
                return .failure(.unknownModel(request.model, known: state.models.map(\.name)))
            }
            guard let champion = model.versions.first else { return .failure(.notReady(model.name)) }
            var version = champion
            if let wanted = request.version {
                guard let loaded = model.versions.first(where: { $0.version == wanted }) else {
                    return .failure(.unknownVersion(wanted, loaded: model.versions.map(\.version)))
                }
                version = loaded
            } else if request.arm == .candidate {
                guard let candidate = model.versions.first(where: { $0.role == .candidate }) else {
                    return .failure(.noCandidate(model.name))
                }
                version = candidate
            }
            return .success(
                request.rows.map { row in
                    defer { state.nextID += 1 }
                    return ServedPrediction(
                        id: state.nextID, arm: version.role == .candidate ? .candidate : .champion,
                        version: version.version, output: state.output ?? Self.output(model, row),
                        rollout: model.versions.count > 1 ? 7 : nil, unit: row.unit,
                        quarantined: row.values.contains(.number(-666)) ? "range: price is -666.0" : nil,
                        isAudited: row.values.contains(.number(-777)))
                })
        }
    }

    /// The sum of the row's numbers, or a quarter and three.
    static func output(_ model: ServedModel, _ row: PredictionRequest.Row) -> Output {
        let sum = row.values.reduce(0.0) { sum, value in
            if case .number(let number) = value { sum + number } else { sum }
        }
        return switch model.task {
        case .regression: .value(sum)
        case .classification: .probabilities(sum > 0 ? [0.25, 0.75] : [0.75, 0.25])
        }
    }

    func take(_ feedback: [Feedback], for model: PipelineName) async -> [FeedbackReply] {
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                state.feedback += feedback
                if state.holdsFeedback { state.held.append(continuation) }
                return state.holdsFeedback
            }
            if !isHeld { continuation.resume() }
        }
        return feedback.map(Self.reply)
    }

    private static func reply(to feedback: Feedback) -> FeedbackReply {
        switch feedback.moment?.unit {
        case "ann": return .accepted
        case "twin": return .ambiguous("traffic.1 and traffic.2 of unit twin are equally near")
        case "soon": return .notRecorded("no prediction of unit soon is within 1s yet")
        case .some: return .unmatched("no prediction of unit gone is within 1s")
        case nil: break
        }
        return switch feedback.id {
        case 1: .accepted
        case 2: .duplicate
        case 3: feedback.supersedes ? .accepted : .conflict(known: .category("up"))
        case 4: .expired
        case 5: .invalid("the label comes before its event")
        case 6: .notRecorded("the disk is full")
        case 8: .kept("row 8 is in quarantine")
        case 9: .dropped("row 9 was dropped")
        default: .unknown
        }
    }

    /// The number is the length of the name; a name of three characters is known already, one of four cannot be kept.
    func take(_ observations: [Observation], for model: PipelineName) async -> [ObservationReply] {
        state.withLock { $0.observations += observations }
        return observations.map { observation in
            let length = observation.ownID.count
            return switch length {
            case 3: .duplicate(3)
            case 4: .notRecorded("the disk is full")
            case 5: .notExternal("traffic is served here")
            default: .accepted(Int64(length))
            }
        }
    }

    func droppedRecords() -> [(pipeline: PipelineName, count: Int)] {
        models().map { (pipeline: $0.name, count: $0.name.rawValue == "traffic" ? 3 : 0) }
    }
}

extension ServedModel {
    /// Two classes, a column of each kind, units and times, a candidate with a tenth of the traffic.
    static let traffic = ServedModel(
        name: PipelineName(rawValue: "traffic"), task: .classification(classes: ["down", "up"]),
        columns: [
            Column(name: "price", kind: .number, mayBeMissing: false),
            Column(name: "demand", kind: .number),
            Column(name: "day", kind: .category, allowed: ["1", "2", "mon"]),
            Column(name: "holiday", kind: .boolean),
            Column(name: "opened", kind: .time),
        ],
        timeColumn: "time", unitColumn: "customer",
        versions: [
            Version(version: ModelVersion(rawValue: 3), role: .champion, weight: 90),
            Version(version: ModelVersion(rawValue: 4), role: .candidate, weight: 10),
        ])

    /// A sum of three numbers.
    static let power = ServedModel(
        name: PipelineName(rawValue: "power"), task: .regression,
        columns: ["a", "b", "c"].map { Column(name: $0, kind: .number) }, timeColumn: nil, unitColumn: nil,
        versions: [Version(version: ModelVersion(rawValue: 1), role: .champion, weight: 100)])

    /// Not trained yet.
    static let empty = ServedModel(
        name: PipelineName(rawValue: "empty"), task: .regression, columns: [Column(name: "a", kind: .number)],
        timeColumn: nil,
        unitColumn: nil, versions: [])
}
