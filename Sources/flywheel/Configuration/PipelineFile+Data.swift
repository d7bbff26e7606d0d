import Domain
import Yams

extension PipelineFile {
    func labels(_ top: SettingReader.Section, _ task: LearningTask) -> LabelDefinition {
        let section = group("labels", top)
        let delay = section.span("delay", .zero)
        let horizon = section.span("horizon", max(delay * 10, .days(7)))
        if horizon < delay {
            section.report("horizon", found: "\(horizon)", remedy: "use at least the delay, \(delay)")
        }
        let retention = section.span("retention", horizon)
        if retention < horizon {
            section.report("retention", found: "\(retention)", remedy: "use at least the horizon, \(horizon)")
        }
        let sampling = section.value("sampling", 1, "a number above 0, at most 1") { node in
            node.float.flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
        }
        let standard = LabelDefinition(delay: delay, horizon: horizon, sampling: sampling)
        let audit = section.number("audit", standard.audit, 0...1)
        if audit > 0, sampling == 1 {
            section.reader.warn(
                "labels.audit", section.values["audit"], found: "\(audit)",
                remedy: "leave it out where all labels are asked for, or write the smallest chance as labels.sampling")
        }
        return LabelDefinition(
            delay: delay, horizon: horizon, retention: retention, implicit: implicit(section, task),
            complete: section.number("complete", standard.complete, 0.5...1),
            conflict: section.word("conflict", standard.conflict) { $0 != .vote || task != .regression },
            sampling: sampling, audit: audit,
            tolerance: section.value("tolerance", standard.tolerance, "a time from 0s to 1d") { node in
                node.string.flatMap { TimeSpan($0) }.flatMap { $0 <= .days(1) ? $0 : nil }
            })
    }

    private func implicit(_ section: SettingReader.Section, _ task: LearningTask) -> FieldValue? {
        switch task {
        case .classification(let classes):
            section.value("implicit", nil, "one of the classes \(classes.joined(separator: ", "))") {
                node -> FieldValue?? in
                node.string.flatMap { classes.contains($0) ? .some(.category($0)) : nil }
            }
        case .regression:
            section.value("implicit", nil, "a finite number") { node -> FieldValue?? in
                node.float.flatMap { $0.isFinite ? .some(.number($0)) : nil }
            }
        }
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
