import Domain

/// A request with everything that is fixed before it is answered: numbers, times, arms and versions.
struct Admission: Sendable {
    /// The arm and version that a caller insists on.
    struct Wish: Sendable {
        var arm: PredictionRecord.Arm
        var route: RoutingTable.Route

        /// Nil where the split decides.
        static func of(_ request: PredictionRequest, _ table: RoutingTable) -> Result<Wish?, PredictionRefusal> {
            if let version = request.version {
                let routes: [(PredictionRecord.Arm, RoutingTable.Route?)] = [
                    (table.mainArm, table.champion), (.candidate, table.candidate), (.champion, table.previous),
                ]
                for case (let arm, let route?) in routes where route.version == version {
                    return .success(Wish(arm: arm, route: route))
                }
                return .failure(.unknownVersion(version, loaded: table.versions.map(\.version)))
            }
            switch request.arm {
            case .candidate:
                let candidate = table.candidate ?? (table.mainArm == .candidate ? table.champion : nil)
                guard let candidate else { return .failure(.noCandidate(request.model)) }
                return .success(Wish(arm: .candidate, route: candidate))
            case .champion, .baseline: return .success(Wish(arm: table.mainArm, route: table.champion))
            case nil: return .success(nil)
            }
        }
    }

    struct Row: Sendable {
        var event: Event
        var isTimeGiven: Bool
        var arm: PredictionRecord.Arm
        var route: RoutingTable.Route
        /// What sticks to the arm; nil for a row that was assigned at random.
        var sticking: String?
        /// What the row breaks, in words: the engine will quarantine it; nil for a valid one.
        var violation: String?
        var chances: AnswerChances

        func prediction(_ output: Output, _ table: RoutingTable) -> ServedPrediction {
            ServedPrediction(
                id: event.id, arm: arm, version: route.version, output: output, rollout: table.rollout, unit: sticking,
                quarantined: violation, isAudited: chances.isAudited)
        }

        func record(_ output: Output, told: [ToldAnswer] = [], isCounted: Bool) -> SourceRow {
            SourceRow(
                number: event.id, time: event.time, unit: event.unit, values: event.values,
                served: ServedAnswer(
                    arm: arm, version: route.version, output: output, learnedThrough: route.learnedThrough,
                    lags: event.lags, isCounted: isCounted, isTimeGiven: isTimeGiven, told: told,
                    chances: chances))
        }
    }

    let lane: ServingLane
    let table: RoutingTable
    /// False for what a tester asked for.
    let isCounted: Bool
    private(set) var rows: [Row] = []

    init(
        _ request: PredictionRequest, _ lane: ServingLane, _ table: RoutingTable, _ wish: Wish?, at wallTime: Timestamp,
        sha256: SHA256Function
    ) {
        self.lane = lane
        self.table = table
        isCounted = wish == nil
        let first = lane.reserve(request.rows.count, at: wallTime)
        rows.reserveCapacity(request.rows.count)
        let audit = LabelAudit(table.definition)
        let share = wish == nil && table.candidate != nil ? table.weight : nil
        for (offset, row) in request.rows.enumerated() {
            let number = first + Int64(offset) * PredictionNumber.stride
            let time = row.time ?? (table.definition.source.speed == .maximum ? wallTime : table.clock)
            let (arm, route, unit) = Self.assigned(row, number, wish, table, sha256)
            let numbers = table.memory.numbers(
                after: table.lags.values(at: time), at: time, unit: row.unit, values: row.values)
            let event = Event(id: number, time: time, unit: row.unit, values: row.values, lags: numbers)
            // Without a time of its own a row joins the stream at its newest moment: it cannot be out of order.
            let newest = row.time == nil ? nil : table.clock
            let violation = table.rules.violation(of: row.values, at: time, newest: newest)?.words
            rows.append(
                Row(
                    event: event, isTimeGiven: row.time != nil, arm: arm, route: route, sticking: unit,
                    violation: violation,
                    chances: AnswerChances(
                        isAudited: audit?.holds(number, sha256: sha256) ?? false, candidateShare: share)))
        }
    }

    /// Who answers a row, and what sticks to that arm.
    ///
    /// Where the pipeline has a unit column and the caller names no unit, the number decides: at random, and unsticky.
    private static func assigned(
        _ row: PredictionRequest.Row, _ number: Int64, _ wish: Wish?, _ table: RoutingTable, _ sha256: SHA256Function
    ) -> (arm: PredictionRecord.Arm, route: RoutingTable.Route, unit: String?) {
        let unit = row.unit ?? (table.definition.source.unitColumn == nil ? "\(number)" : nil)
        if let wish { return (wish.arm, wish.route, unit) }
        guard let candidate = table.candidate,
            table.assignment.isOnCandidate(unit: unit ?? "\(number)", weight: table.weight, sha256: sha256)
        else { return (table.mainArm, table.champion, unit) }
        return (.candidate, candidate, unit)
    }
}
