/// Which file a pipeline replays, how fast, and which columns mean what.
package struct SourceDefinition: Hashable, Codable, Sendable {
    package enum Speed: Hashable, Codable, Sendable {
        /// As fast as the machine can.
        case maximum
        /// Rows a second of wall time.
        case rowsPerSecond(Double)
        /// So many times faster than the stream's own time.
        case times(Double)
    }

    /// Path of the CSV file, absolute once the configuration is read.
    package var file: String
    package var speed: Speed
    /// Rows replayed at full speed before the pace of `speed` begins.
    package var prerollRows: Int
    /// The column of event time; nil means that the row order is the time, one second a row.
    package var timeColumn: String?
    /// The column that sticks to a canary arm; nil makes each event its own unit.
    package var unitColumn: String?
    package var targetColumn: String

    package init(
        file: String, speed: Speed = .maximum, prerollRows: Int = 0, timeColumn: String?, unitColumn: String? = nil,
        targetColumn: String
    ) {
        self.file = file
        self.speed = speed
        self.prerollRows = prerollRows
        self.timeColumn = timeColumn
        self.unitColumn = unitColumn
        self.targetColumn = targetColumn
    }
}
