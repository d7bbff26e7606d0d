import Domain

extension PipelineDefinition {
    /// A regression on `time,price,kind,is_open,y`, or without a time column.
    static func replay(
        _ file: String, time: String? = "time", unit: String? = nil, delay: TimeSpan = .minutes(30)
    ) -> PipelineDefinition {
        PipelineDefinition(
            name: PipelineName(rawValue: "replay"), task: .regression,
            source: SourceDefinition(file: file, timeColumn: time, unitColumn: unit, targetColumn: "y"),
            columns: [
                Column(name: "price", kind: .number), Column(name: "kind", kind: .category),
                Column(name: "is_open", kind: .boolean),
            ],
            labels: LabelDefinition(delay: delay, horizon: .days(7)))
    }
}
