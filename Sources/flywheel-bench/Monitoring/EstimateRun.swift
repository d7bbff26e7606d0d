/// What was expected of a stretch of answers at its end, a month before the last of its labels.
struct EstimateStretch: Encodable {
    let firstEvent: Int64
    let events: Int
    /// Nil where there was no estimate at all.
    let estimate: Double?
    /// Why it was not to be believed; nil where it was.
    let doubt: String?
    /// What the labels said later.
    let realised: Double

    var error: Double? { estimate.map { ($0 - realised).magnitude } }
}

/// One way to estimate, over the stretches of a stream.
struct EstimateRun: Encodable {
    let stream: String
    let method: String
    /// The gap from which on an estimate is taken to be wrong: 0.03 of accuracy, or a tenth of the mean error.
    let limit: Double
    let stretches: [EstimateStretch]

    private var known: [EstimateStretch] { stretches.filter { $0.estimate != nil } }
    private var trusted: [EstimateStretch] { known.filter { $0.doubt == nil } }

    var meanError: Double? { Self.mean(known.compactMap(\.error)) }
    var meanTrustedError: Double? { Self.mean(trusted.compactMap(\.error)) }
    var knownCount: Int { known.count }
    var trustedCount: Int { trusted.count }
    var wrong: Int { known.count { $0.error ?? 0 > limit } }
    var wrongAndDark: Int { known.count { $0.doubt != nil && $0.error ?? 0 > limit } }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
