/// Why a detector refused a value; it is as it was before.
package enum DetectorError: Error, Hashable, Sendable, CustomStringConvertible {
    case notFinite(Double)
    /// The detector is for errors that are shares.
    case outOfRange(Double)

    package var description: String {
        switch self {
        case .notFinite(let value): "the value is \(value); give a finite number"
        case .outOfRange(let value): "the value is \(value); this detector watches errors from 0 to 1"
        }
    }
}

extension DetectorError {
    /// Refuses what is not from 0 to 1.
    static func checkShare(_ value: Double) throws(DetectorError) {
        guard value.isFinite else { throw .notFinite(value) }
        guard 0...1 ~= value else { throw .outOfRange(value) }
    }
}
