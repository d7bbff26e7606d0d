import Domain

/// Turns events into numbers, the same way in training and in serving; fitted on training rows only and shipped in the model.
///
/// Order of the features: the schema's columns (a number with a missing indicator where training rows lacked it; a flag;
/// one number a common category and one for the others; a time as seconds), then calendar parts, then target lags, then
/// what else the pipeline's memory says, then encodings and crosses of categories, which are learned from training rows.
package struct FittedFeatures: Hashable, Codable, Sendable {
    private static let mostCategories = 32
    static let mostCodes = 1_000
    /// How a learner wants what is not a number.
    enum Style: Hashable, Codable, Sendable {
        /// Batch trees: one number a category, classes and calendar parts as numbers to cut.
        case cuts
        /// Weighted sums: one number a category, a class and a calendar value.
        case oneHot
        /// Online trees, naive Bayes and neighbours: one code for a category or a class, calendar parts as numbers.
        case codes
    }

    enum Part: Hashable, Codable, Sendable {
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
        /// A number of the pipeline's memory, of so many: where a row carries more or fewer, they mean something else.
        case memory(Int, of: Int)
        /// How far a column's number is from its rolling mean.
        case departure(column: Int, mean: Int, of: Int)
        /// How frequent a category is, and its mean label.
        case encoded(CategorySource, CategoryTable)
        /// One feature a common pair of categories and a last one for all others.
        case pairs(CategorySource, [String])
        /// The place of a pair among the common ones, or a spare code by its hash.
        case pairCode(CategorySource, [String])
    }

    let parts: [Part]
    package let featureCount: Int

    /// - Parameters:
    ///   - rows: The training rows, oldest first.
    ///   - columns: The schema.
    ///   - features: What the pipeline file allows, and so what the numbers of a row's memory are.
    ///   - recipe: Which features are wanted.
    ///   - task: Class lags become one feature a class for a linear learner.
    ///   - style: How the learner wants what is not a number.
    init(
        rows: some Collection<LabelledEvent>, columns: [Column], features: FeatureDefinition, recipe: FeatureRecipe,
        task: LearningTask, style: Style
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
                let common = CategoryTable.common(
                    in: rows, source: CategorySource(column: index),
                    most: style == .codes ? Self.mostCodes : Self.mostCategories)
                parts.append(style == .codes ? .code(column: index, common) : .categories(column: index, common))
            }
        }
        parts += recipe.calendar.map { .calendar($0, oneHot: style == .oneHot) }
        if recipe.usesLags {
            let classes = task.classes.count
            parts += features.lags.indices.map { lag in
                guard classes > 0 else { return .lag(lag) }
                return switch style {
                case .cuts: .lag(lag)
                case .oneHot: .lagClass(lag, classes: classes)
                case .codes: .lagCode(lag, classes: classes)
                }
            }
        }
        let layout = RowMemoryLayout(features, columns: columns, task: task)
        parts += Self.remembered(layout, recipe)
        parts += Self.learned(from: rows, columns, features, recipe, layout, style)
        self.parts = parts
        featureCount = parts.reduce(0) { $0 + $1.width }
    }

    private static func remembered(_ layout: RowMemoryLayout, _ recipe: FeatureRecipe) -> [Part] {
        var parts: [Part] = []
        func add(_ places: Range<Int>) { parts += places.map { .memory($0, of: layout.count) } }
        if recipe.families.contains(.rolling) { add(layout.rolling) }
        if recipe.families.contains(.columns) {
            add(layout.columns)
            for (index, column) in layout.columnPlaces.enumerated() {
                parts += layout.windows.indices.map {
                    .departure(column: column, mean: layout.mean(column: index, window: $0), of: layout.count)
                }
            }
        }
        if recipe.families.contains(.seasonal) { add(layout.seasonal) }
        if recipe.families.contains(.entity) { add(layout.entity) }
        return parts
    }

    private static func learned(
        from rows: some Collection<LabelledEvent>, _ columns: [Column], _ features: FeatureDefinition,
        _ recipe: FeatureRecipe, _ layout: RowMemoryLayout, _ style: Style
    ) -> [Part] {
        func place(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
        var parts: [Part] = []
        if recipe.families.contains(.encodings) {
            for column in features.encodings.compactMap(place) {
                let source = CategorySource(column: column)
                parts.append(.encoded(source, CategoryTable(rows: rows, source: source, layout: layout)))
            }
        }
        guard recipe.families.contains(.crosses) else { return parts }
        for cross in features.crosses {
            guard let first = place(cross.first), let second = place(cross.second) else { continue }
            let source = CategorySource(column: first, crossedWith: second)
            parts.append(.encoded(source, CategoryTable(rows: rows, source: source, layout: layout)))
            switch style {
            case .cuts: break
            case .oneHot:
                parts.append(.pairs(source, CategoryTable.common(in: rows, source: source, most: mostCategories)))
            case .codes:
                parts.append(.pairCode(source, CategoryTable.common(in: rows, source: source, most: mostCodes)))
            }
        }
        return parts
    }
}
