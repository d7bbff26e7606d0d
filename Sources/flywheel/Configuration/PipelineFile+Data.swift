import Domain
import Yams

extension PipelineFile {
    func labels(_ top: SettingReader.Section) -> LabelDefinition {
        let section = group("labels", top)
        let delay = section.span("delay", .zero)
        let horizon = section.span("horizon", max(delay * 10, .days(7)))
        if horizon < delay {
            section.report("horizon", found: "\(horizon)", remedy: "use at least the delay, \(delay)")
        }
        return LabelDefinition(delay: delay, horizon: horizon)
    }

    func validation(
        _ top: SettingReader.Section, _ source: SourceDefinition, _ columns: [Column]
    ) -> ValidationDefinition {
        let section = group("validation", top)
        let names = columns.map(\.name) + [source.timeColumn, source.unitColumn].compactMap { $0 }
        let standard = ValidationDefinition()
        return ValidationDefinition(
            keyColumns: section.list("key", [], "a list of \(names.joined(separator: ", "))") { node in
                node.string.flatMap { names.contains($0) ? $0 : nil }
            },
            lateness: section.span("lateness", standard.lateness),
            batchRows: section.integer("batch_rows", standard.batchRows, 1...100_000),
            quarantineShare: section.number("quarantine_share", standard.quarantineShare, 0...1),
            missingShare: section.number("missing_share", standard.missingShare, 0...1),
            batchSpan: section.value("batch_span", nil, "[shortest, longest]") { node -> ClosedRange<TimeSpan>?? in
                guard let ends = node.sequence, ends.count == 2, let low = ends[0].string.flatMap({ TimeSpan($0) }),
                    let high = ends[1].string.flatMap({ TimeSpan($0) }), low <= high
                else { return nil }
                return .some(low...high)
            })
    }
}
