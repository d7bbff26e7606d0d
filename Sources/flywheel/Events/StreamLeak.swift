import Domain
import Engine

/// Looks for a column that gives the label away in a stream that nothing has read yet.
enum StreamLeak {
    private static let firstRows = 4_000

    /// The column's name, from the stream's first rows; nil where there is none.
    ///
    /// - Throws: ``SourceError`` where the stream cannot be read.
    static func column(of definition: PipelineDefinition) throws(SourceError) -> String? {
        LeakingColumn.name(in: try rows(of: definition, firstRows), definition.columns, definition.task)
    }

    /// The stream's first rows that have a label, as far as they are told with so many rows.
    ///
    /// - Throws: ``SourceError`` where the stream cannot be read.
    static func rows(of definition: PipelineDefinition, _ count: Int) throws(SourceError) -> [LabelledEvent] {
        var source = try CSVReplaySource(definition, endOfData: .releasesLabels, resumingAt: nil)
        var open: [Int64: Event] = [:]
        var labelled: [LabelledEvent] = []
        for item in try source.next(rows: count, until: nil).items {
            switch item {
            case .row(let row):
                guard let time = row.time, row.unreadable == nil else { continue }
                open[row.number] = Event(id: row.number, time: time, unit: nil, values: row.values, lags: [])
            case .label(let number, let value, _):
                guard let event = open.removeValue(forKey: number), let truth = definition.task.truth(of: value) else {
                    continue
                }
                labelled.append(LabelledEvent(event: event, truth: truth))
            case .correction, .reward:
                continue
            }
        }
        return labelled
    }
}
