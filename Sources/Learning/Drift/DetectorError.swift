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
