/// A moment of stream or wall time: milliseconds since 1970-01-01T00:00:00 UTC.
package struct Timestamp: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.rawValue < right.rawValue
    }

    package static func + (moment: Timestamp, span: TimeSpan) -> Timestamp {
        Timestamp(rawValue: moment.rawValue + span.milliseconds)
    }

    package static func - (moment: Timestamp, span: TimeSpan) -> Timestamp {
        Timestamp(rawValue: moment.rawValue - span.milliseconds)
    }

    package static func - (later: Timestamp, earlier: Timestamp) -> TimeSpan {
        TimeSpan(milliseconds: later.rawValue - earlier.rawValue)
    }
}
