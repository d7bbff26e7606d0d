import Domain

/// What the pipeline remembers of labels known so far and of rows that came, beside target lags.
///
/// It takes a label in when it becomes known and a row in after its features were read, so that a row never meets its own
/// label or a later one. What a row was told is stored with it: training reads the very numbers that served.
struct FeatureMemory: Codable, Hashable, Sendable {
    /// What is remembered; another plan is another memory.
    struct Plan: Codable, Hashable, Sendable {
        var layout: RowMemoryLayout
        var seasonal: [TimeSpan]
        /// The schema's place of the entity's column; nil where the unit is the entity, or there is none.
        var entityPlace: Int?
    }

    private(set) var plan: Plan
    /// One a channel.
    private var labels: [RollingWindow]
    private var columns: [RollingWindow]
    private var seasons: [SeasonMemory]
    private(set) var entities: EntityMemory?

    /// Remembers nothing.
    init() {
        let layout = RowMemoryLayout(FeatureDefinition(), columns: [], task: .regression)
        self.init(Plan(layout: layout, seasonal: [], entityPlace: nil))
    }

    init(_ definition: PipelineDefinition) {
        let features = definition.features
        let layout = RowMemoryLayout(features, columns: definition.columns, task: definition.task)
        let isUnit = features.entity == definition.source.unitColumn
        let place = isUnit ? nil : definition.columns.firstIndex { $0.name == features.entity }
        self.init(Plan(layout: layout, seasonal: features.seasonal, entityPlace: place))
    }

    private init(_ plan: Plan) {
        self.plan = plan
        let layout = plan.layout
        let window = RollingWindow(windows: layout.windows)
        labels = layout.rolling.isEmpty ? [] : Array(repeating: window, count: layout.channels)
        columns = layout.columnPlaces.map { _ in window }
        seasons = plan.seasonal.map(SeasonMemory.init)
        entities = layout.entity.isEmpty ? nil : EntityMemory()
    }

    /// Whether it has nothing to say beside the lags.
    var isEmpty: Bool { plan.layout.count == plan.layout.lags.count }

    /// Whether rows change it, not labels alone.
    var learnsFromRows: Bool { !columns.isEmpty || entities != nil }

    /// The lags of a row with everything else that is remembered for it, in the layout's order.
    ///
    /// - Complexity: O(features + log entities)
    func numbers(after lags: [Double], at time: Timestamp, unit: String?, values: [FieldValue]) -> [Double] {
        guard !isEmpty else { return lags }
        let layout = plan.layout
        var numbers = lags
        numbers.reserveCapacity(layout.count)
        for (index, _) in layout.windows.enumerated() where !layout.rolling.isEmpty {
            for window in labels { Self.append(window, index, isWhole: layout.isNumeric, to: &numbers) }
        }
        for window in columns {
            for index in layout.windows.indices { Self.append(window, index, isWhole: true, to: &numbers) }
        }
        for season in seasons { season.append(at: time, layout, to: &numbers) }
        entities?.append(entity(unit, values), at: time, layout, to: &numbers)
        return numbers
    }

    private static func append(_ window: RollingWindow, _ index: Int, isWhole: Bool, to numbers: inout [Double]) {
        guard window.statistics.indices.contains(index) else {
            numbers.append(contentsOf: repeatElement(.nan, count: isWhole ? RowMemoryLayout.columnStatistics : 1))
            return
        }
        let statistics = window.statistics[index]
        numbers.append(statistics.mean)
        guard isWhole else { return }
        numbers.append(statistics.deviation)
        numbers.append(statistics.lowest)
        numbers.append(statistics.highest)
    }

    /// Takes a row in that has been told its features.
    mutating func add(_ event: Event) {
        guard !isEmpty else { return }
        for index in columns.indices {
            let place = plan.layout.columnPlaces[index]
            guard event.values.indices.contains(place), case .number(let number) = event.values[place] else { continue }
            columns[index].add(number)
        }
        if entities != nil, let name = entity(event.unit, event.values) {
            entities?.see(name, at: event.time, plan.layout)
        }
    }

    /// Takes a label in that has become known.
    mutating func add(_ truth: Truth, of event: Event) {
        let label = truth.number
        guard !isEmpty, label.magnitude <= RollingWindow.largest else { return }
        for channel in labels.indices { labels[channel].add(plan.layout.level(label, channel: channel)) }
        for index in seasons.indices { seasons[index].add(label, at: event.time, plan.layout) }
        if entities != nil, let name = entity(event.unit, event.values) {
            entities?.add(label, of: name, at: event.time, plan.layout)
        }
    }

    /// The row's entity; nil where it has none.
    private func entity(_ unit: String?, _ values: [FieldValue]) -> String? {
        guard let place = plan.entityPlace else { return unit }
        guard values.indices.contains(place) else { return nil }
        return switch values[place] {
        case .missing, .malformed: nil
        case .category(let text): text
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .time(let time): "\(time.rawValue)"
        }
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program remembers lags alone, as its definition asked for no more.
    func decode(_ type: FeatureMemory.Type, forKey key: Key) throws -> FeatureMemory {
        try decodeIfPresent(type, forKey: key) ?? FeatureMemory()
    }
}
