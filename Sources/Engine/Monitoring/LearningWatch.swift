import Domain
import Learning

/// Holds a champion that learns on against a copy of what it was a while ago: where its lessons made it worse, it goes back.
///
/// Both answer the same events, neither knowing their labels; a bet that the champion loses more than the copy by over the
/// margin may be looked at after each. After so many labels the copy is renewed and the bet begins anew, unless the champion
/// looks worse than the copy by then: that copy is the last good one and stays until the bet is won, or the champion has made
/// up for it. A stream that turns makes both worse, which is no reason to go back.
struct LearningWatch: Codable, Sendable {
    /// The chance, between two copies, that a champion goes back that is not worse than the margin.
    private static let alpha = 0.001

    private(set) var kept: DeployedModel
    private let margin: Double
    /// Stream time of the last going back: answers from before it are not the champion's any more.
    private let since: Timestamp
    private var test: BettingTest
    private var labels = 0
    private var sum = 0.0

    init(_ champion: DeployedModel, margin: Double, since: Timestamp) {
        kept = champion
        self.margin = margin
        self.since = since
        test = BettingTest(above: min(margin, 0.99))
    }

    /// What the bet was won on.
    struct Finding: Hashable, Sendable {
        /// Mean loss of the champion above the copy's.
        var worseBy: Double
        var margin: Double
        var labels: Int
        /// Labels that are learned in vain.
        var unlearned: Int64
    }

    /// Counts an answered event with its label in, before the champion learns it.
    ///
    /// - Parameters:
    ///   - pending: The event with the champion's answer to it; one that is older than the copy says nothing.
    ///   - truth: Its label.
    ///   - champion: What serves.
    ///   - every: Labels between two copies.
    ///   - scale: An absolute error of so much is a loss of 1.
    /// - Returns: Why the champion has to go back to ``kept``; nil where it has not.
    /// - Complexity: O(one prediction of the copy)
    mutating func observe(
        _ pending: AnsweredEvent, _ truth: Truth, champion: DeployedModel, every: Int, scale: Double
    ) -> Finding? {
        let prediction = pending.prediction
        guard prediction.champion == kept.version, prediction.championLearnedThrough >= kept.learnedThrough,
            pending.event.time >= since
        else { return nil }
        let loss = Loss.of(prediction.championOutput, truth: truth, scale: scale)
        let difference = loss - Loss.of(kept.model.predict(pending.event), truth: truth, scale: scale)
        test.add(difference)
        labels += 1
        sum += difference
        if test.process.rejects(at: Self.alpha) {
            return Finding(
                worseBy: sum / Double(labels), margin: margin, labels: labels,
                unlearned: champion.learnedThrough - kept.learnedThrough)
        }
        if labels >= every, sum <= margin * Double(labels) {
            self = LearningWatch(champion, margin: margin, since: since)
        }
        return nil
    }
}
