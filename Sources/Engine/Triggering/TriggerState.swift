import Domain

/// One trigger's memory between evaluations: debounce, cool-down, back-off, and why it does not fire now.
struct TriggerState: Codable, Sendable {
    /// What an evaluation came to.
    enum Decision: Hashable, Sendable {
        case quiet(why: String)
        case fire(evidence: String)
    }

    /// What the pipeline knows at an evaluation.
    struct Reading: Sendable {
        var time: Timestamp
        var labelledSinceCut: Int
        var columnsOverLimit: [String]
        var errorChange: Monitors.ErrorChange?
        var decay: Double?
        var metricText: String
        /// Why no search may start now, whatever the trigger says; nil where one may.
        var blockedBy: String?
    }

    let definition: TriggerDefinition
    private var hits: [Bool] = []
    private var lastEnd: Timestamp?
    private var lastStart: Timestamp?
    private var runsWithoutGain = 0
    private(set) var value: Double?
    private(set) var whyNotNow = "not evaluated yet"

    init(_ definition: TriggerDefinition) {
        self.definition = definition
    }

    /// The number that the value is held against, in the trigger's own unit.
    var threshold: Double {
        switch definition.kind {
        case .periodic(let every): every.seconds / 86_400
        case .newRows(let count): Double(count)
        case .drift(let columns): Double(columns)
        case .decay(let drop): drop
        }
    }

    /// - Complexity: O(debounce)
    mutating func evaluate(_ reading: Reading) -> Decision {
        let (measured, holds, evidence) = condition(reading)
        value = measured
        hits.append(holds)
        if hits.count > definition.debounceOf { hits.removeFirst() }
        let held = hits.count { $0 }
        let decision: Decision
        if !holds {
            decision = .quiet(
                why: "\(Decimal.fixed(measured, decimals)) of \(Decimal.fixed(threshold, decimals))\(unit)")
        } else if held < definition.debounceHits {
            decision = .quiet(why: "held \(held) of \(definition.debounceHits) times needed")
        } else if let end = coolDownEnd, reading.time < end {
            decision = .quiet(why: "cool-down until \(end.shortText)")
        } else if let blocked = reading.blockedBy {
            decision = .quiet(why: blocked)
        } else if !definition.isLive {
            decision = .quiet(why: "shadow: would fire now")
        } else {
            decision = .fire(evidence: evidence)
        }
        if case .quiet(let why) = decision { whyNotNow = why }
        return decision
    }

    /// A search has started, by whichever trigger: the period counts from here.
    mutating func searchStarted(at time: Timestamp) {
        lastStart = time
        hits = []
        whyNotNow = ""
    }

    /// A search has ended: the cool-down counts from here, twice as long after each run without gain, eightfold at most.
    mutating func searchEnded(at time: Timestamp, gained: Bool) {
        lastEnd = time
        runsWithoutGain = gained ? 0 : min(runsWithoutGain + 1, 3)
    }

    /// The first row starts the period.
    mutating func begin(at time: Timestamp) {
        lastStart = lastStart ?? time
    }

    private var coolDownEnd: Timestamp? {
        lastEnd.map { $0 + definition.coolDown * (1 << runsWithoutGain) }
    }

    private var decimals: Int {
        switch definition.kind {
        case .periodic: 1
        case .newRows, .drift: 0
        case .decay: 3
        }
    }

    private var unit: String {
        switch definition.kind {
        case .periodic: " days"
        case .newRows: " rows"
        case .drift: " columns"
        case .decay: ""
        }
    }

    private func condition(_ reading: Reading) -> (value: Double, holds: Bool, evidence: String) {
        switch definition.kind {
        case .periodic(let every):
            let passed = lastStart.map { reading.time - $0 } ?? .zero
            return (
                passed.seconds / 86_400, passed >= every,
                "\(Decimal.fixed(passed.seconds / 86_400, 1)) days since the last search"
            )
        case .newRows(let count):
            let rows = reading.labelledSinceCut
            return (Double(rows), rows >= count, "\(rows) labelled rows since the last training cut")
        case .drift(let columns):
            let over = reading.columnsOverLimit
            if let change = reading.errorChange {
                let moved = "\(Decimal.fixed(change.before, 3)) → \(Decimal.fixed(change.after, 3))"
                let evidence = "error \(moved) by \(change.detector.name)"
                return (Double(max(columns, over.count)), true, evidence)
            }
            return (Double(over.count), over.count >= columns, "drifted: \(over.joined(separator: ", "))")
        case .decay(let drop):
            let decay = reading.decay ?? 0
            return (decay, decay >= drop, reading.metricText)
        }
    }
}
