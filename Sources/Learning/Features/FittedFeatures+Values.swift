package import Domain

/// What the features of an event are.
extension FittedFeatures {
    /// Codes that rare and new categories share by their hash.
    private static let spareCodes = 256

    /// The features of an event; NaN where a number is missing or a lag unknown.
    ///
    /// - Complexity: O(features)
    package func vector(_ event: Event) -> [Double] {
        var features: [Double] = []
        features.reserveCapacity(featureCount)
        append(event, to: &features)
        return features
    }

    /// Appends an event's features to a buffer that may be used again and again.
    package func append(_ event: Event, to features: inout [Double]) {
        for part in parts { append(part, of: event, to: &features) }
    }

    func append(_ part: Part, of event: Event, to features: inout [Double]) {
        switch part {
        case .number(let column), .time(let column): features.append(Self.number(Self.value(column, of: event)))
        case .missing(let column): features.append(Self.value(column, of: event).isMissing ? 1 : 0)
        case .flag(let column):
            switch Self.value(column, of: event) {
            case .flag(let flag): features.append(flag ? 1 : 0)
            case .missing, .number, .category, .time, .malformed: features.append(.nan)
            }
        case .categories(let column, let common):
            let place = Self.place(of: Self.value(column, of: event), in: common)
            for index in 0...common.count { features.append(index == place ? 1 : 0) }
        case .code(let column, let common):
            features.append(Self.code(of: Self.value(column, of: event), in: common))
        case .calendar(let part, let oneHot):
            let (value, count) = Self.calendar(part, event.time)
            if oneHot {
                for index in 0..<count { features.append(index == value ? 1 : 0) }
            } else {
                features.append(Double(value))
            }
        case .lag(let index):
            features.append(event.lags.indices.contains(index) ? event.lags[index] : .nan)
        case .lagCode(let index, let classes):
            let lag = event.lags.indices.contains(index) ? event.lags[index] : .nan
            features.append(lag >= 0 && lag < Double(classes) ? lag : .nan)
        case .lagClass(let index, let classes):
            let lag = event.lags.indices.contains(index) ? event.lags[index] : .nan
            for category in 0..<classes { features.append(lag == Double(category) ? 1 : 0) }
        case .memory(let index, let count):
            features.append(event.lags.count == count ? event.lags[index] : .nan)
        case .departure(let column, let mean, let count):
            let mean = event.lags.count == count ? event.lags[mean] : .nan
            let departure = Self.number(Self.value(column, of: event)) - mean
            features.append(departure.isFinite ? departure : .nan)
        case .encoded(let source, let table):
            table.append(source.text(of: event), to: &features)
        case .pairs(let source, let common):
            let place = source.text(of: event).map { CategoryTable.place(of: $0, in: common) ?? common.count }
            for index in 0...common.count { features.append(index == place ? 1 : 0) }
        case .pairCode(let source, let common):
            features.append(source.text(of: event).map { Self.code(of: $0, in: common) } ?? .nan)
        }
    }

    /// What the features are, for a learner.
    var layout: FeatureLayout {
        FeatureLayout(
            parts.flatMap { part -> [FeatureLayout.Kind] in
                switch part {
                case .code(_, let common): [.nominal(categories: common.count + Self.spareCodes)]
                case .lagCode(_, let classes): [.nominal(categories: classes)]
                case .pairCode(_, let common): [.nominal(categories: common.count + Self.spareCodes)]
                case .number, .missing, .flag, .time, .lag, .categories, .calendar, .lagClass, .memory, .departure,
                    .encoded, .pairs:
                    Array(repeating: .number, count: part.width)
                }
            })
    }

    /// A model may outlive a column of the schema; what is no longer there is missing.
    static func value(_ column: Int, of event: Event) -> FieldValue {
        event.values.indices.contains(column) ? event.values[column] : .missing
    }

    private static func number(_ value: FieldValue) -> Double {
        switch value {
        case .number(let number): number.isFinite ? number : .nan
        case .time(let moment): Double(moment.rawValue) / 1_000
        case .missing, .category, .flag, .malformed: .nan
        }
    }

    private static func place(of value: FieldValue, in common: [String]) -> Int? {
        guard case .category(let text) = value else { return nil }
        return CategoryTable.place(of: text, in: common) ?? common.count
    }

    /// NaN for a missing category.
    private static func code(of value: FieldValue, in common: [String]) -> Double {
        guard case .category(let text) = value else { return .nan }
        return code(of: text, in: common)
    }

    private static func code(of text: String, in common: [String]) -> Double {
        if let place = CategoryTable.place(of: text, in: common) { return Double(place) }
        // FNV-1a: the same code on every machine.
        let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Double(common.count + Int(hash % UInt64(spareCodes)))
    }

    fileprivate static func calendar(
        _ part: FeatureDefinition.CalendarPart, _ time: Timestamp
    ) -> (value: Int, count: Int) {
        let calendar = time.calendar
        return switch part {
        case .hour: (calendar.hour, 24)
        case .weekday: (calendar.weekday, 7)
        case .month: (calendar.month - 1, 12)
        }
    }
}

extension FittedFeatures.Part {
    /// How many features it gives.
    var width: Int {
        switch self {
        case .number, .missing, .flag, .time, .lag, .lagCode, .code, .memory, .departure, .pairCode: 1
        case .categories(_, let common), .pairs(_, let common): common.count + 1
        case .calendar(let part, let oneHot):
            oneHot ? FittedFeatures.calendar(part, Timestamp(rawValue: 0)).count : 1
        case .lagClass(_, let classes): classes
        case .encoded(_, let table): table.width
        }
    }
}
