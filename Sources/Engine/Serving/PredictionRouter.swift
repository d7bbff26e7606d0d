import Domain
import Synchronization

/// Answers requests from the published tables, on the caller's own thread.
final class PredictionRouter: Sendable {
    private let lanes = Mutex<[PipelineName: ServingLane]>([:])
    private let slot: Int64
    private let sha256: SHA256Function
    private let now: @Sendable () -> Timestamp
    let monotonicNanoseconds: @Sendable () -> UInt64
    let wake: @Sendable () -> Void

    /// - Parameters:
    ///   - slot: The process's, which its numbers carry.
    ///   - sha256: The system's SHA-256, for the units' buckets.
    ///   - now: Wall time.
    ///   - monotonicNanoseconds: A clock that never goes back, for how long other servers take.
    ///   - wake: Called when many answers wait for the engine, ``ServingLane/batch`` of them.
    init(
        slot: Int64 = PredictionNumber.engineSlot, sha256: @escaping SHA256Function,
        now: @escaping @Sendable () -> Timestamp,
        monotonicNanoseconds: @escaping @Sendable () -> UInt64 = { 0 }, wake: @escaping @Sendable () -> Void
    ) {
        self.slot = slot
        self.sha256 = sha256
        self.now = now
        self.monotonicNanoseconds = monotonicNanoseconds
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

    /// Answers from models that are loaded here; `mayWait` says whether the thread can wait for a program.
    func predict(
        _ request: PredictionRequest, mayWait: Bool = false
    ) -> Result<[ServedPrediction], PredictionRefusal> {
        let admission: Admission
        switch admit(request, mayWait: mayWait) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let admitted): admission = admitted
        }
        if admission.table.asksElsewhere { return .failure(.asksElsewhere(request.model)) }
        var answers: [ServedPrediction] = []
        var rows: [SourceRow] = []
        answers.reserveCapacity(admission.rows.count)
        rows.reserveCapacity(admission.rows.count)
        let outputs = Self.outputs(for: admission)
        for (place, row) in admission.rows.enumerated() {
            let output = outputs[place]
            if output == .unanswered, let other = Self.helped(row, admission) {
                answers.append(other.prediction)
                rows.append(other.record)
            } else {
                answers.append(row.prediction(output, admission.table))
                rows.append(row.record(output, isCounted: admission.isCounted))
            }
        }
        if admission.lane.deliver(rows) { wake() }
        return .success(answers)
    }

    /// Each row's answer by its model, which is asked once for all of its rows.
    private static func outputs(for admission: Admission) -> [Output] {
        let rows = admission.rows
        guard rows.count > 1 else { return rows.map { $0.route.model.predict($0.event) } }
        var outputs = Array(repeating: Output.unanswered, count: rows.count)
        var versions: [ModelVersion] = []
        for row in rows where !versions.contains(row.route.version) { versions.append(row.route.version) }
        for version in versions {
            let places = rows.indices.filter { rows[$0].route.version == version }
            let own = rows[places[0]].route.model.predict(places.map { rows[$0].event })
            for (place, output) in zip(places, own) { outputs[place] = output }
        }
        return outputs
    }

    /// What a caller is told in the place of a silent program: what the other version of a comparison says, or else what was
    /// most likely in the training rows.
    private static func helped(
        _ row: Admission.Row, _ admission: Admission
    ) -> (prediction: ServedPrediction, record: SourceRow)? {
        let version = row.route.version
        let silent = ToldAnswer(version: version, output: .unanswered)
        let words = "the program of \(version) does not answer"
        if admission.isCounted, let other = admission.table.standIn(for: version), other.remote == nil,
            let output = other.model.settled(other.model.predict(row.event))
        {
            var prediction = row.prediction(output, admission.table)
            prediction.arm = row.arm == .candidate ? .champion : row.arm
            prediction.version = other.version
            prediction.fallback = words
            let told = [silent, ToldAnswer(version: other.version, output: output)].sorted { $0.version < $1.version }
            return (prediction, row.record(.unanswered, told: told, isCounted: true))
        }
        guard let output = row.route.model.settled(.unanswered) else { return nil }
        var prediction = row.prediction(output, admission.table)
        prediction.fallback = words
        return (prediction, row.record(output, told: [silent], isCounted: admission.isCounted))
    }

    /// Fixes who answers each row; `mayWait` says whether other servers and programs can be asked.
    func admit(_ request: PredictionRequest, mayWait: Bool) -> Result<Admission, PredictionRefusal> {
        guard let lane = lane(request.model) else { return .failure(.unknownModel(request.model, known: names)) }
        if lane.place == .external { return .failure(.elsewhere(request.model)) }
        guard let table = lane.table else {
            return .failure(lane.ending.map { .ended(request.model, $0) } ?? .notReady(request.model))
        }
        guard !request.rows.isEmpty else { return .failure(.noRows) }
        guard mayWait || !(table.asksElsewhere || table.asksPrograms) else {
            return .failure(.asksElsewhere(request.model))
        }
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
