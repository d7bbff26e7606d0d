import Domain
import Terminal

/// Whether the estimate is to be believed: a light with a word, dark with the reason.
struct TrustLight {
    private let estimate: EstimateSnapshot

    init(_ estimate: EstimateSnapshot) {
        self.estimate = estimate
    }

    /// An entry of the legend: `⠒ ⠒⠒ estimated ● trusted` or `⠒ ⠒⠒ estimated ○ dark: labels disagree`.
    ///
    /// - Parameter isShort: The reason in two or three words, not with its numbers.
    /// - Returns: The pattern of the line, the light, and a word or the first reason.
    func line(isShort: Bool) -> StyledLine {
        var line = StyledLine(DashPattern.broken.sample, .estimated)
        line.add(" \(ChartLine.estimatedName) ", .muted)
        guard let reason = estimate.reasons.first else {
            line.add("●", .ok)
            line.add(" trusted", .muted)
            return line
        }
        line.add("○", .warn)
        line.add(" dark: \(isShort ? reason.doubt.words : reason.text)", .warn)
        return line
    }
}
