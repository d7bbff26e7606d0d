import Domain

/// Makes changes as the fold writes them: a row has one number column, its number is its event's id.
enum Journal {
    static let name = PipelineName(rawValue: "journal")

    static func time(_ minute: Int64) -> Timestamp {
        Timestamp(rawValue: minute * 60_000)
    }

    static func event(_ id: Int64, lags: [Double] = []) -> Event {
        Event(id: id, time: time(id), unit: nil, values: [.number(Double(id))], lags: lags)
    }

    static func row(_ number: Int64) -> SourceRow {
        SourceRow(number: number, time: time(number), unit: nil, values: [.number(Double(number))])
    }

    static func quarantined(
        _ number: Int64, at sequence: Int64, values: [FieldValue] = [.malformed("x")]
    ) -> QuarantinedRow {
        QuarantinedRow(
            row: SourceRow(number: number, time: time(number), unit: "u", values: values), sequence: sequence,
            rule: .type, column: "price", value: "x", bound: "a number", time: time(number), state: .quarantined)
    }

    static func label(_ event: Int64, at sequence: Int64, truth: Truth? = .category(1)) -> StoredLabel {
        StoredLabel(
            sequence: sequence, event: event, time: time(event + 30), value: truth == nil ? .missing : .category("UP"),
            truth: truth)
    }

    static func intent(_ user: String) -> PipelineInput {
        .command(Intent(pipeline: name, command: .retrain, user: user, reason: "", time: time(0)))
    }

    static func audit(_ number: Int64, minute: Int64) -> AuditRecord {
        AuditRecord(
            number: number, sequence: number, streamTime: time(minute), wallTime: time(0), actor: "engine",
            kind: .trigger, subject: "decay", text: "record \(number)", hash: "")
    }

    static func alert(_ number: Int, _ state: AlertRecord.State) -> AlertRecord {
        AlertRecord(
            number: number, rule: .decay, subject: "error", severity: .page, state: state, since: time(1), value: 0.1,
            threshold: 0.05, count: 10, text: "fell")
    }

    /// Changes of one pipeline, as `fill` wants them.
    static func changes(
        of pipeline: PipelineName = name, _ fill: (inout PipelineChanges) -> Void
    ) -> PipelineChanges {
        var changes = PipelineChanges(pipeline: pipeline)
        fill(&changes)
        return changes
    }

    /// `count` events with their labels: event n at place 2n − 1, its label at place 2n.
    static func labelled(_ count: Int64) -> PipelineChanges {
        changes { changes in
            for id in 1...count {
                changes.events.append(StoredEvent(sequence: 2 * id - 1, event: event(id)))
                changes.labels.append(label(id, at: 2 * id))
            }
        }
    }
}
