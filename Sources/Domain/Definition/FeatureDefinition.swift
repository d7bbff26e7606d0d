/// What may be computed from a row besides its columns; a search chooses among it.
package struct FeatureDefinition: Hashable, Codable, Sendable {
    package enum CalendarPart: String, Hashable, Codable, Sendable, CaseIterable {
        case hour
        case weekday
        case month
    }

    /// Two columns whose categories are taken together.
    package struct Cross: Hashable, Codable, Sendable {
        package var first: String
        package var second: String

        package init(_ first: String, _ second: String) {
            self.first = first
            self.second = second
        }
    }

    /// Parts of the event's time.
    package var calendar: [CalendarPart]
    /// Lags of the target: the label of the event that lies this long before; none is shorter than the label's delay.
    package var lags: [TimeSpan]
    /// Over how many of the labels known last, and of a column's last values, statistics are taken.
    package var rolling: [Int]
    /// Number columns whose last values have such statistics, too.
    package var rollingColumns: [String]
    /// Periods of the target: the known labels of the same time of the period.
    package var seasonal: [TimeSpan]
    /// The column, or the unit's, whose values are entities that are remembered each by itself.
    package var entity: String?
    /// Category columns that are told by how frequent a value is and by its mean label.
    package var encodings: [String]
    package var crosses: [Cross]

    package init(
        calendar: [CalendarPart] = [], lags: [TimeSpan] = [], rolling: [Int] = [], rollingColumns: [String] = [],
        seasonal: [TimeSpan] = [], entity: String? = nil, encodings: [String] = [], crosses: [Cross] = []
    ) {
        self.calendar = calendar
        self.lags = lags
        self.rolling = rolling
        self.rollingColumns = rollingColumns
        self.seasonal = seasonal
        self.entity = entity
        self.encodings = encodings
        self.crosses = crosses
    }

    /// A definition of an older program has a calendar and lags alone.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            calendar: try container.decode([CalendarPart].self, forKey: .calendar),
            lags: try container.decode([TimeSpan].self, forKey: .lags),
            rolling: try container.decodeIfPresent([Int].self, forKey: .rolling) ?? [],
            rollingColumns: try container.decodeIfPresent([String].self, forKey: .rollingColumns) ?? [],
            seasonal: try container.decodeIfPresent([TimeSpan].self, forKey: .seasonal) ?? [],
            entity: try container.decodeIfPresent(String.self, forKey: .entity),
            encodings: try container.decodeIfPresent([String].self, forKey: .encodings) ?? [],
            crosses: try container.decodeIfPresent([Cross].self, forKey: .crosses) ?? [])
    }

    /// The families that a recipe may switch on, in their order.
    package var families: [FeatureRecipe.Family] {
        FeatureRecipe.Family.allCases.filter { family in
            switch family {
            case .rolling: !rolling.isEmpty
            case .columns: !rolling.isEmpty && !rollingColumns.isEmpty
            case .seasonal: !seasonal.isEmpty
            case .entity: entity != nil
            case .encodings: !encodings.isEmpty
            case .crosses: !crosses.isEmpty
            }
        }
    }
}
