/// What may be computed from a row besides its columns; a search chooses among it.
package struct FeatureDefinition: Hashable, Codable, Sendable {
    package enum CalendarPart: String, Hashable, Codable, Sendable, CaseIterable {
        case hour
        case weekday
        case month
    }

    /// Parts of the event's time.
    package var calendar: [CalendarPart]
    /// Lags of the target: the label of the event that lies this long before; none is shorter than the label's delay.
    package var lags: [TimeSpan]

    package init(calendar: [CalendarPart] = [], lags: [TimeSpan] = []) {
        self.calendar = calendar
        self.lags = lags
    }
}
