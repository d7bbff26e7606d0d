package import Domain

/// What every store of the history keeps.
package enum HistoryStoreSuite {
    private static let name = PipelineName(rawValue: "suite")

    /// - Parameter store: An empty store.
    /// - Returns: One sentence for each promise that is broken; empty for a good store.
    /// - Throws: ``StoreError`` where it cannot be written at all.
    package static func violations(_ store: some HistoryStore & HistoryReader) throws -> [String] {
        var found: [String] = []
        if try store.restore(name).checkpoint != nil || !store.pipelines().isEmpty {
            found.append("an empty store knows a pipeline")
        }
        try store.commit([first])
        try store.commit([second])

        let restored = try store.restore(name)
        if restored.checkpoint?.sequence != 4 { found.append("the checkpoint is not the newest") }
        if restored.position?.rawValue != "9" { found.append("the source's position is not the newest") }
        if restored.tail.map(\.sequence) != [5, 6] { found.append("the tail is not what follows the checkpoint") }

        let query = LabelledEventQuery(
            pipeline: name, throughSequence: 6, events: 0...Int64.max, limit: 10, skipping: nil, excluded: [])
        let known = try store.labelledEvents(query)
        if known.map(\.labelled.event.id) != [1, 2, 3] { found.append("labelled events are not all, oldest first") }
        if known.first?.prediction?.champion.rawValue != 1 { found.append("an event lost its prediction") }
        var earlier = query
        earlier.throughSequence = 4
        if try store.labelledEvents(earlier).count != 2 { found.append("a label is known before it came") }

        var reserved = query
        reserved.keeping = LabelledEventQuery.Reservation(every: 2, offset: 1, rows: 1)
        if try store.labelledEvents(reserved).map(\.labelled.event.id) != [1, 3] {
            found.append("reserved rows are not what is asked for alone")
        }
        if try store.events([3, 9, 1], in: name).map(\.id) != [3, 1] { found.append("events are not found by id") }
        if try store.golden(name, limit: 9).map(\.removedBy) != ["bob"] {
            found.append("a golden case is not the newest")
        }
        let answered = try store.answeredEvents([3, 99, 1], in: name)
        if answered.map(\.event.id) != [3, 1] { found.append("answered events are not those that were asked for") }
        if answered.last?.prediction.references.noChange != 1 { found.append("what other lines answered is lost") }

        if try store.points(name, limit: 1).map(\.sequence) != [6] { found.append("the newest point is not the last") }
        if try store.definition(of: name)?.name != name { found.append("the pipeline file in force is lost") }
        return found
    }

    private static var golden: GoldenCase {
        GoldenCase(
            number: 1, event: 2, truth: "a", author: "ann", reason: "a complaint", time: Timestamp(rawValue: 1),
            columns: [])
    }

    private static func event(_ id: Int64) -> Event {
        Event(id: id, time: Timestamp(rawValue: id), unit: nil, values: [.number(Double(id))], lags: [.nan])
    }

    private static func add(_ id: Int64, at sequence: Int64, to changes: inout PipelineChanges) {
        changes.events.append(StoredEvent(sequence: sequence, event: event(id)))
        changes.labels.append(
            StoredLabel(
                sequence: sequence + 1, event: id, time: Timestamp(rawValue: id), value: .category("a"),
                truth: .category(0)))
        changes.predictions.append(
            PredictionRecord(
                event: id, arm: .champion, champion: ModelVersion(rawValue: 1), championOutput: .probabilities([1, 0]),
                championLearnedThrough: 0, candidate: nil, candidateOutput: nil,
                references: ReferenceAnswers(noChange: Double(id))))
        changes.points.append(
            MetricPoint(
                sequence: sequence + 1, time: Timestamp(rawValue: id), served: 1, ghost: nil, noChange: nil,
                candidate: nil))
    }

    private static var first: PipelineChanges {
        var changes = PipelineChanges(pipeline: name)
        let definition = PipelineDefinition(
            name: name, task: .classification(classes: ["a", "b"]),
            source: SourceDefinition(file: "x.csv", timeColumn: nil, targetColumn: "y"), columns: [],
            labels: LabelDefinition(delay: .zero, horizon: .days(1)))
        changes.entries.append(LogEntry(sequence: 0, input: .definition(definition)))
        add(1, at: 1, to: &changes)
        add(2, at: 3, to: &changes)
        changes.golden.append(golden)
        changes.position = SourcePosition(rawValue: "5")
        changes.checkpoint = Checkpoint(sequence: 4, state: [1, 2, 3])
        return changes
    }

    private static var second: PipelineChanges {
        var changes = PipelineChanges(pipeline: name)
        add(3, at: 5, to: &changes)
        var removed = golden
        removed.removedBy = "bob"
        changes.golden.append(removed)
        changes.position = SourcePosition(rawValue: "9")
        return changes
    }
}
