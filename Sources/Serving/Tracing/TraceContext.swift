/// A request's place in a trace, as the W3C's Trace Context carries it from server to server.
///
/// Source: W3C Recommendation *Trace Context*, version 00 of `traceparent`.
struct TraceContext: Hashable, Sendable {
    /// The context of the request that is answered now: what other servers are asked on the way belongs to its trace.
    @TaskLocal static var current: TraceContext?

    /// The trace's 128 bits, the high half first; never both zero.
    var trace: (high: UInt64, low: UInt64)
    /// The span that asked; never zero.
    var span: UInt64
    /// Whether the caller records the trace.
    var isSampled: Bool
    /// What other systems wrote for themselves, passed on as it came.
    var state: String?

    init(trace: (high: UInt64, low: UInt64), span: UInt64, isSampled: Bool, state: String? = nil) {
        self.trace = trace
        self.span = span
        self.isSampled = isSampled
        self.state = state
    }

    /// Reads the two headers; nil where `traceparent` is none of the recommendation's, which begins a new trace.
    ///
    /// A later version than 00 is read by its first four fields, as the recommendation asks.
    init?(parent: String, state: String?) {
        let bytes = Array(parent.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = Self.hexadecimal(bytes[0..<2]), version != 0xff,
            bytes.count == 55 || version > 0 && bytes[55] == dash,
            let high = Self.hexadecimal(bytes[3..<19]), let low = Self.hexadecimal(bytes[19..<35]),
            let span = Self.hexadecimal(bytes[36..<52]), let flags = Self.hexadecimal(bytes[53..<55]),
            high != 0 || low != 0, span != 0
        else { return nil }
        self.init(trace: (high, low), span: span, isSampled: flags & 1 == 1, state: state)
    }

    /// The header that tells another server that this span asks it.
    var parent: String { "00-\(traceText)-\(spanText)-\(isSampled ? "01" : "00")" }

    /// 32 hexadecimal digits.
    var traceText: String { Self.text(trace.high) + Self.text(trace.low) }

    /// 16 hexadecimal digits.
    var spanText: String { Self.text(span) }

    static func text(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Upper case is not the recommendation's.
    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return number
    }

    static func == (left: TraceContext, right: TraceContext) -> Bool {
        left.trace == right.trace && left.span == right.span && left.isSampled == right.isSampled
            && left.state == right.state
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(trace.high)
        hasher.combine(trace.low)
        hasher.combine(span)
    }
}
