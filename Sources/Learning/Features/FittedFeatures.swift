package import Domain

/// Turns events into numbers, the same way in training and in serving; fitted on training rows only and shipped in the model.
///
/// Order of the features: the schema's columns (a number with a missing indicator where training rows lacked it; a flag;
/// one number a common category and one for the others; a time as seconds), then calendar parts, then target lags.
package struct FittedFeatures: Hashable, Codable, Sendable {
    private static let mostCategories = 32
    private static let mostCodes = 1_000
    /// Codes that rare and new categories share by their hash.
    private static let spareCodes = 256

    /// How a learner wants what is not a number.
    enum Style: Hashable, Codable, Sendable {
        /// Batch trees: one number a category, classes and calendar parts as numbers to cut.
        case cuts
        /// Weighted sums: one number a category, a class and a calendar value.
        case oneHot
        /// Online trees, naive Bayes and neighbours: one code for a category or a class, calendar parts as numbers.
        case codes
    }

    private enum Part: Hashable, Codable, Sendable {
        case number(column: Int)
        case missing(column: Int)
        case flag(column: Int)
        case time(column: Int)
        /// One feature a category and a last one for all others.
        case categories(column: Int, [String])
        /// The place of a category among the common ones, or a spare code by its hash.
        case code(column: Int, [String])
        case calendar(FeatureDefinition.CalendarPart, oneHot: Bool)
        case lag(Int)
        /// The label of a lag as one feature a class.
        case lagClass(Int, classes: Int)
        /// The label of a lag as its class.
        case lagCode(Int, classes: Int)
    }

    private let parts: [Part]
    package let featureCount: Int

    /// - Parameters:
    ///   - rows: The training rows, oldest first.
    ///   - columns: The schema.
    ///   - recipe: Which features are wanted.
    ///   - task: Class lags become one feature a class for a linear learner.
    ///   - style: How the learner wants what is not a number.
    init(
        rows: some Collection<LabelledEvent>, columns: [Column], recipe: FeatureRecipe, task: LearningTask,
        style: Style
    ) {
        var parts: [Part] = []
        for (index, column) in columns.enumerated() where column.isFeature {
            switch column.kind {
            case .number:
                parts.append(.number(column: index))
                if style != .codes, rows.contains(where: { Self.value(index, of: $0.event).isMissing }) {
                    parts.append(.missing(column: index))
                }
            case .boolean: parts.append(.flag(column: index))
            case .time: parts.append(.time(column: index))
            case .category:
                let common = Self.common(
                    in: rows, column: index, most: style == .codes ? Self.mostCodes : Self.mostCategories)
                parts.append(style == .codes ? .code(column: index, common) : .categories(column: index, common))
            }
        }
        parts += recipe.calendar.map { .calendar($0, oneHot: style == .oneHot) }
        if recipe.usesLags, let lags = rows.first?.event.lags.count {
            let classes = task.classes.count
            parts += (0..<lags).map { lag in
                guard classes > 0 else { return .lag(lag) }
                return switch style {
                case .cuts: .lag(lag)
                case .oneHot: .lagClass(lag, classes: classes)
                case .codes: .lagCode(lag, classes: classes)
                }
            }
        }
        self.parts = parts
        featureCount = parts.reduce(0) { $0 + Self.width(of: $1) }
    }

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

    private func append(_ part: Part, of event: Event, to features: inout [Double]) {
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
        }
    }

    /// What the features are, for a learner.
    var layout: FeatureLayout {
        FeatureLayout(
            parts.flatMap { part -> [FeatureLayout.Kind] in
                switch part {
                case .code(_, let common): [.nominal(categories: common.count + Self.spareCodes)]
                case .lagCode(_, let classes): [.nominal(categories: classes)]
                case .number, .missing, .flag, .time, .lag, .categories, .calendar, .lagClass:
                    Array(repeating: .number, count: Self.width(of: part))
                }
            })
    }

    private static func width(of part: Part) -> Int {
        switch part {
        case .number, .missing, .flag, .time, .lag, .lagCode, .code: 1
        case .categories(_, let common): common.count + 1
        case .calendar(let part, let oneHot): oneHot ? calendar(part, Timestamp(rawValue: 0)).count : 1
        case .lagClass(_, let classes): classes
        }
    }

    /// A model may outlive a column of the schema; what is no longer there is missing.
    private static func value(_ column: Int, of event: Event) -> FieldValue {
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
        return common.firstIndex(of: text) ?? common.count
    }

    /// NaN for a missing category.
    private static func code(of value: FieldValue, in common: [String]) -> Double {
        guard case .category(let text) = value else { return .nan }
        if let place = common.firstIndex(of: text) { return Double(place) }
        // FNV-1a: the same code on every machine.
        let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Double(common.count + Int(hash % UInt64(spareCodes)))
    }

    private static func calendar(
        _ part: FeatureDefinition.CalendarPart, _ time: Timestamp
    ) -> (value: Int, count: Int) {
        let calendar = time.calendar
        return switch part {
        case .hour: (calendar.hour, 24)
        case .weekday: (calendar.weekday, 7)
        case .month: (calendar.month - 1, 12)
        }
    }

    /// The most frequent categories of a column, equal ones by name; sorted by name.
    private static func common(
        in rows: some Collection<LabelledEvent>, column: Int, most: Int
    ) -> [String] {
        let sorted = rows.compactMap { row in
            if case .category(let text) = value(column, of: row.event) { text } else { nil }
        }.sorted()
        var runs: [(text: String, count: Int)] = []
        for text in sorted {
            if runs.last?.text == text { runs[runs.count - 1].count += 1 } else { runs.append((text, 1)) }
        }
        return runs.sorted { $0.count == $1.count ? $0.text < $1.text : $0.count > $1.count }
            .prefix(most).map(\.text).sorted()
    }
}
