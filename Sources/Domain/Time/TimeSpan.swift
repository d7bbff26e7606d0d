/// A length of stream or wall time in milliseconds, written `30m`, `1h30m`, `30d`.
package struct TimeSpan: Hashable, Comparable, Codable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static let zero = TimeSpan(milliseconds: 0)

    package static func seconds(_ count: Double) -> TimeSpan {
        TimeSpan(milliseconds: Int64((count * 1_000).rounded()))
    }

    package static func minutes(_ count: Int) -> TimeSpan {
        TimeSpan(milliseconds: Int64(count) * 60_000)
    }

    package static func hours(_ count: Int) -> TimeSpan {
        .minutes(count * 60)
    }

    package static func days(_ count: Int) -> TimeSpan {
        .hours(count * 24)
    }

    package var seconds: Double {
        Double(milliseconds) / 1_000
    }

    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds + right.milliseconds)
    }

    package static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
    }

    package static func * (span: TimeSpan, factor: Int) -> TimeSpan {
        TimeSpan(milliseconds: span.milliseconds * Int64(factor))
    }

    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]

    /// Reads whole numbers each with a unit, largest first: `30d`, `1h30m`, `250ms`; nil for anything else.
    package init?(_ text: String) {
        var total: Int64 = 0
        var rest = text[...]
        var floor = Int64.max
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(letters.count)
            guard let count = Int64(digits), let unit = Self.units.first(where: { $0.suffix == letters }),
                unit.milliseconds < floor
            else { return nil }
            floor = unit.milliseconds
            let (product, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
            let (sum, carried) = total.addingReportingOverflow(product)
            guard !overflow, !carried else { return nil }
            total = sum
        }
        self.init(milliseconds: total)
    }
}

extension TimeSpan: CustomStringConvertible {
    /// The shortest exact form that `init` reads back; days are the largest unit.
    package var description: String {
        guard milliseconds != 0 else { return "0s" }
        var rest = milliseconds.magnitude
        var text = milliseconds < 0 ? "-" : ""
        for unit in Self.units.dropFirst() where rest >= unit.milliseconds.magnitude {
            text += "\(rest / unit.milliseconds.magnitude)\(unit.suffix)"
            rest %= unit.milliseconds.magnitude
        }
        return text
    }
}
