/// How often two models took longer for an event than a prediction may: asked one after the other, on the same machine.
package struct ModelTimings: Hashable, Codable, Sendable {
    package var candidate: ModelVersion
    /// Events that both were asked.
    package var asked: Int
    /// Of these, how often the candidate alone was too slow, and the champion alone.
    package var candidateAlone: Int
    package var championAlone: Int
    /// How often the candidate took more than the allowed times the champion's time; nil where no times are set.
    package var grown: Int?

    package init(candidate: ModelVersion, asked: Int = 0, candidateAlone: Int = 0, championAlone: Int = 0) {
        self.candidate = candidate
        self.asked = asked
        self.candidateAlone = candidateAlone
        self.championAlone = championAlone
    }

    /// Counts an event in.
    ///
    /// - Parameters:
    ///   - candidate: Nanoseconds that the candidate took.
    ///   - champion: Nanoseconds that the champion took.
    ///   - limit: Nanoseconds that a prediction may take.
    ///   - times: Times the champion's time that the candidate may take; nil for any.
    package mutating func add(candidate: UInt64, champion: UInt64, limit: Double, times: Double? = nil) {
        asked += 1
        if let times { grown = (grown ?? 0) + (Double(candidate) > times * Double(champion) ? 1 : 0) }
        let (isSlow, wasSlow) = (Double(candidate) > limit, Double(champion) > limit)
        if isSlow, !wasSlow { candidateAlone += 1 }
        if wasSlow, !isSlow { championAlone += 1 }
    }
}
