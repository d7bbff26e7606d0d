import Domain
import Synchronization

/// Answers requests from the published tables, on the caller's own thread.
final class PredictionRouter: Sendable {
    private let lanes = Mutex<[PipelineName: ServingLane]>([:])
    private let slot: Int64
    private let sha256: SHA256Function
    private let now: @Sendable () -> Timestamp
    private let wake: @Sendable () -> Void

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

    func predict(_ request: PredictionRequest) -> Result<[ServedPrediction], PredictionRefusal> {
        guard let lane = lane(request.model) else { return .failure(.unknownModel(request.model, known: names)) }
        if lane.place == .external { return .failure(.elsewhere(request.model)) }
        guard let table = lane.table else { return .failure(.notReady(request.model)) }
        guard !request.rows.isEmpty else { return .failure(.noRows) }
        let width = table.definition.columns.count
        if let index = request.rows.firstIndex(where: { $0.values.count != width }) {
            return .failure(.rowWidth(row: index, found: request.rows[index].values.count, expected: width))
        }
        let wish: (arm: PredictionRecord.Arm, route: RoutingTable.Route)?
        switch Self.wish(request, table) {
        case .success(let found): wish = found
        case .failure(let refusal): return .failure(refusal)
        }
        let wallTime = now()
        let first = lane.reserve(request.rows.count, at: wallTime)
        var answers: [ServedPrediction] = []
        var rows: [SourceRow] = []
        answers.reserveCapacity(request.rows.count)
        rows.reserveCapacity(request.rows.count)
        for (offset, row) in request.rows.enumerated() {
            let number = first + Int64(offset) * PredictionNumber.stride
            let time = row.time ?? (table.definition.source.speed == .maximum ? wallTime : table.clock)
            let (arm, route, unit) = assigned(row, number, wish, table)
            let lags = table.lags.values(at: time)
            let event = Event(id: number, time: time, unit: row.unit, values: row.values, lags: lags)
            let output = route.model.predict(event)
            answers.append(
                ServedPrediction(
                    id: number, arm: arm, version: route.version, output: output, rollout: table.rollout, unit: unit))
            rows.append(
                SourceRow(
                    number: number, time: time, unit: row.unit, values: row.values,
                    served: ServedAnswer(
                        arm: arm, version: route.version, output: output, learnedThrough: route.learnedThrough,
                        lags: lags, isCounted: wish == nil, isTimeGiven: row.time != nil)))
        }
        if lane.deliver(rows) { wake() }
        return .success(answers)
    }

    /// The arm and version that the caller insists on; nil where the split decides.
    private static func wish(
        _ request: PredictionRequest, _ table: RoutingTable
    ) -> Result<(arm: PredictionRecord.Arm, route: RoutingTable.Route)?, PredictionRefusal> {
        if let version = request.version {
            let routes: [(PredictionRecord.Arm, RoutingTable.Route?)] = [
                (table.mainArm, table.champion), (.candidate, table.candidate), (.champion, table.previous),
            ]
            for case (let arm, let route?) in routes where route.version == version { return .success((arm, route)) }
            return .failure(.unknownVersion(version, loaded: table.versions.map(\.version)))
        }
        switch request.arm {
        case .candidate:
            let candidate = table.candidate ?? (table.mainArm == .candidate ? table.champion : nil)
            guard let candidate else { return .failure(.noCandidate(request.model)) }
            return .success((.candidate, candidate))
        case .champion, .baseline: return .success((table.mainArm, table.champion))
        case nil: return .success(nil)
        }
    }

    /// Who answers a row, and what sticks to that arm.
    ///
    /// Where the pipeline has a unit column and the caller names no unit, the number decides: at random, and unsticky.
    private func assigned(
        _ row: PredictionRequest.Row, _ number: Int64, _ wish: (arm: PredictionRecord.Arm, route: RoutingTable.Route)?,
        _ table: RoutingTable
    ) -> (arm: PredictionRecord.Arm, route: RoutingTable.Route, unit: String?) {
        let unit = row.unit ?? (table.definition.source.unitColumn == nil ? "\(number)" : nil)
        if let wish { return (wish.arm, wish.route, unit) }
        guard let candidate = table.candidate,
            table.assignment.isOnCandidate(unit: unit ?? "\(number)", weight: table.weight, sha256: sha256)
        else { return (table.mainArm, table.champion, unit) }
        return (.candidate, candidate, unit)
    }
}
