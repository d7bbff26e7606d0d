import Domain
import Synchronization

/// Answers requests from the published tables, on the caller's own thread.
final class PredictionRouter: Sendable {
    private let lanes = Mutex<[PipelineName: ServingLane]>([:])
    private let slot: Int64
    private let sha256: SHA256Function
    private let now: @Sendable () -> Timestamp
    let wake: @Sendable () -> Void

    /// - Parameters:
    ///   - slot: The process's, which its numbers carry.
    ///   - sha256: The system's SHA-256, for the units' buckets.
    ///   - now: Wall time.
    ///   - wake: Called when the first answer waits for the engine.
    init(
        slot: Int64 = PredictionNumber.engineSlot, sha256: @escaping SHA256Function,
        now: @escaping @Sendable () -> Timestamp, wake: @escaping @Sendable () -> Void
    ) {
        self.slot = slot
        self.sha256 = sha256
        self.now = now
        self.wake = wake
    }

    func lane(_ name: PipelineName) -> ServingLane? { lanes.withLock { $0[name] } }

    /// The pipeline's lane, made where there is none yet.
    func opened(_ name: PipelineName) -> ServingLane {
        lanes.withLock { lanes in
            let lane = lanes[name] ?? ServingLane(name: name, slot: slot)
            lanes[name] = lane
            return lane
        }
    }

    var names: [PipelineName] { lanes.withLock { $0.keys.sorted() } }

    /// Answers from models that are loaded here.
    func predict(_ request: PredictionRequest) -> Result<[ServedPrediction], PredictionRefusal> {
        let admission: Admission
        switch admit(request, mayWait: false) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let admitted): admission = admitted
        }
        var answers: [ServedPrediction] = []
        var rows: [SourceRow] = []
        answers.reserveCapacity(admission.rows.count)
        rows.reserveCapacity(admission.rows.count)
        for row in admission.rows {
            let output = row.route.model.predict(row.event)
            answers.append(row.prediction(output, admission.table))
            rows.append(row.record(output, isCounted: admission.isCounted))
        }
        if admission.lane.deliver(rows) { wake() }
        return .success(answers)
    }

    /// Fixes who answers each row; `mayWait` says whether other servers can be asked.
    func admit(_ request: PredictionRequest, mayWait: Bool) -> Result<Admission, PredictionRefusal> {
        guard let lane = lane(request.model) else { return .failure(.unknownModel(request.model, known: names)) }
        if lane.place == .external { return .failure(.elsewhere(request.model)) }
        guard let table = lane.table else {
            return .failure(lane.ending.map { .ended(request.model, $0) } ?? .notReady(request.model))
        }
        guard !request.rows.isEmpty else { return .failure(.noRows) }
        guard mayWait || !table.asksElsewhere else { return .failure(.asksElsewhere(request.model)) }
        let width = table.definition.columns.count
        if let index = request.rows.firstIndex(where: { $0.values.count != width }) {
            return .failure(.rowWidth(row: index, found: request.rows[index].values.count, expected: width))
        }
        switch Admission.Wish.of(request, table) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let wish):
            return .success(Admission(request, lane, table, wish, at: now(), sha256: sha256))
        }
    }
}
