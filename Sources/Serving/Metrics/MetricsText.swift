import NIOCore

/// Writes the Prometheus text format 0.0.4, one family after another.
///
/// A family without samples is left out whole.
struct MetricsText {
    enum Kind: String {
        case counter
        case gauge
        case histogram
    }

    typealias Labels = KeyValuePairs<StaticString, String>

    private(set) var buffer = ByteBuffer()
    private var name: StaticString = ""

    /// What has been written.
    var text: String { String(buffer: buffer) }

    /// Writes the head of a family and its samples.
    mutating func family<Samples: Collection>(
        _ name: StaticString, _ kind: Kind, _ help: StaticString, _ samples: Samples,
        _ write: (inout MetricsText, Samples.Element) -> Void
    ) {
        guard !samples.isEmpty else { return }
        self.name = name
        buffer.writeString("# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n")
        for sample in samples { write(&self, sample) }
    }

    mutating func sample(_ labels: Labels, _ value: Double) {
        writeName("", labels)
        buffer.writeString(" \(Self.text(value))\n")
    }

    /// Buckets, sum and count of one histogram.
    mutating func sample(_ labels: Labels, _ histogram: RequestCounts.Histogram) {
        var total = 0
        for (count, bound) in zip(histogram.counts, RequestCounts.Histogram.bounds.map(\.description) + ["+Inf"]) {
            total += count
            writeName("_bucket", labels, bound: bound)
            buffer.writeString(" \(total)\n")
        }
        writeName("_sum", labels)
        buffer.writeString(" \(Self.text(histogram.sum))\n")
        writeName("_count", labels)
        buffer.writeString(" \(total)\n")
    }

    private mutating func writeName(_ suffix: StaticString, _ labels: Labels, bound: String? = nil) {
        buffer.writeStaticString(name)
        buffer.writeStaticString(suffix)
        var separator: StaticString = "{"
        for (label, value) in labels {
            buffer.writeStaticString(separator)
            buffer.writeString("\(label)=\"\(Self.escaped(value))\"")
            separator = ","
        }
        if let bound {
            buffer.writeStaticString(separator)
            buffer.writeString("le=\"\(bound)\"")
        }
        if labels.count > 0 || bound != nil { buffer.writeStaticString("}") }
    }

    private static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else { return value }
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), value.magnitude < 1e15 { return String(whole) }
        return value.description
    }
}
