/// Why a sketch refused something; it is as it was before.
package enum SketchError: Error, Hashable, Sendable, CustomStringConvertible {
    case value(name: String, Double)
    case weight(Double)
    case tooLong(bytes: Int, most: Int)
    case size(name: String, Int, allowed: ClosedRange<Int>)
    case rate(Double)
    case otherSettings(Int, Int)
    case otherRates(Double, Double)

    package var description: String {
        switch self {
        case .value(let name, let value): "\(name) is \(value); give a finite number"
        case .weight(let weight): "the weight is \(weight); give a finite number that is not negative"
        case .tooLong(let bytes, let most): "the item has \(bytes) bytes; count items of at most \(most), or their hash"
        case .size(let name, let size, let allowed):
            "\(name) is \(size); use a whole number from \(allowed.lowerBound) to \(allowed.upperBound)"
        case .rate(let rate): "the rate is \(rate); give a finite number above 0"
        case .otherSettings(let own, let other):
            "a sketch of size \(other) cannot be merged into one of size \(own); make both with the same settings"
        case .otherRates(let own, let other):
            "a sketch of rate \(other) cannot be merged into one of rate \(own); make both with the same settings"
        }
    }

    static func check(_ name: String, _ size: Int, in allowed: ClosedRange<Int>) throws(SketchError) {
        guard allowed.contains(size) else { throw .size(name: name, size, allowed: allowed) }
    }
}
