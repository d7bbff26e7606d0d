import Domain

/// Gate 10: missing, wild and unknown values are answered within the contract, however badly.
///
/// Each of up to 50 recorded rows is spoiled in each column by itself, in all columns and in its lags; a number becomes
/// very large, very small, not a number and of another type, a category one that never came.
struct RobustnessGate: ValidationGate {
    private static let limit = 50

    let name = GateResult.Gate.robustness

    func judge(_ evidence: GateEvidence) -> GateFinding {
        let requests = evidence.requests.suffix(Self.limit)
        guard !requests.isEmpty else { return .without("no recorded request to spoil") }
        var (asked, broken) = (0, 0)
        var first: String?
        for event in requests {
            let variants = Spoiling(columns: evidence.columns).variants(of: event)
            for (variant, answer) in zip(variants, evidence.candidate.predict(variants.map(\.event))) {
                asked += 1
                guard !evidence.isWithinContract(answer) else { continue }
                broken += 1
                first = first ?? variant.words
            }
        }
        return GateFinding(
            broken == 0 ? .pass : .fail, value: Double(broken), bound: 0, count: asked,
            broken == 0
                ? "\(asked) spoiled requests answered within the contract\(harm(evidence))"
                : "\(broken) of \(asked) answers to spoiled requests outside the contract, first with \(first ?? "")")
    }

    /// What the column costs that is missed most.
    private func harm(_ evidence: GateEvidence) -> String {
        let rows = evidence.fresh.suffix(Self.limit)
        guard !rows.isEmpty else { return "" }
        let whole = evidence.losses(of: evidence.candidate, on: rows.map(\.labelled))
        var worst: (name: String, loss: Double)?
        for (index, column) in evidence.columns.enumerated() where column.isFeature {
            let spoiled = rows.map { row in
                LabelledEvent(
                    event: Spoiling.setting(.missing, at: index, of: row.labelled.event), truth: row.labelled.truth)
            }
            let losses = evidence.losses(of: evidence.candidate, on: spoiled)
            let loss = zip(losses, whole).reduce(0.0) { $0 + $1.0 - $1.1 } / Double(rows.count)
            if loss > worst?.loss ?? 0 { worst = (column.name, loss) }
        }
        return worst.map { "; without \($0.name) it is worse by \(Decimal.fixed($0.loss, 3))" } ?? ""
    }
}

/// Rows as they come when something upstream breaks.
struct Spoiling: Sendable {
    let columns: [Column]

    /// The row with one thing wrong each, and what that is.
    func variants(of event: Event) -> [(words: String, event: Event)] {
        var variants = columns.indices.flatMap { index in
            values(for: columns[index]).map { words, value in
                ("\(columns[index].name) \(words)", Self.setting(value, at: index, of: event))
            }
        }
        var empty = event
        empty.values = event.values.map { _ in .missing }
        variants.append(("all columns missing", empty))
        empty.values = []
        variants.append(("no columns", empty))
        var unknown = event
        unknown.lags = event.lags.map { _ in .nan }
        variants.append(("no lags", unknown))
        unknown.lags = []
        variants.append(("lags left out", unknown))
        return variants
    }

    static func setting(_ value: FieldValue, at index: Int, of event: Event) -> Event {
        guard event.values.indices.contains(index) else { return event }
        var spoiled = event
        spoiled.values[index] = value
        return spoiled
    }

    private func values(for column: Column) -> [(String, FieldValue)] {
        let missing = [("missing", FieldValue.missing), ("malformed", .malformed("?"))]
        return switch column.kind {
        case .number:
            missing + [
                ("very large", .number(1e300)), ("very small", .number(-1e300)), ("infinite", .number(.infinity)),
                ("a word", .category("?")),
            ]
        case .category: missing + [("unseen", .category("\u{1f}never seen")), ("a number", .number(1))]
        case .boolean: missing + [("a number", .number(2))]
        case .time: missing + [("far away", .time(Timestamp(rawValue: 1 << 52)))]
        }
    }
}
