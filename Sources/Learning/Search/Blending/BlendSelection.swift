/// How much each model counts in a blend, chosen greedily on rows that no model was trained on.
///
/// It begins with the best few models (as many as do best together, in the order of their own losses); then, again and again,
/// the model that lowers the blend's loss most gets one vote more. A model may be taken often. What is kept is the best
/// blend on the way, so that it is never worse on these rows than the best model alone; equal ones are settled for the one
/// with fewer votes, and equal models for the one that is better alone, then for the earlier one.
///
/// On other rows it may well be worse: its score is to be taken on some that the choice did not see.
///
/// Source: Caruana, Niculescu-Mizil, Crew, Ksikes, "Ensemble Selection from Libraries of Models", ICML 2004,
/// https://doi.org/10.1145/1015330.1015432
package struct BlendSelection: Hashable, Sendable {
    /// Votes of the longest blend: a model's weight is a whole number of twentieths or coarser.
    package static let mostVotes = 20
    /// The part of a loss by which another must be below it to be lower: votes 3 : 1 and 6 : 2 are the same but for rounding.
    private static let tolerance = 1e-9

    /// One a model; 0 leaves it out.
    package private(set) var votes: [Int]
    /// Mean loss of the blend on the rows that it was chosen on.
    package private(set) var loss: Double

    /// - Parameter held: At least one model's answers.
    /// - Complexity: O(votes × models × rows × classes)
    package init(_ held: HeldOutAnswers) {
        let alone = held.answers.map { held.loss(of: $0, count: 1) }
        let order = alone.indices.sorted { (alone[$0], $0) < (alone[$1], $1) }
        var growing = Growing(held)
        var best = growing
        for model in order.prefix(Self.mostVotes) {
            growing.add(model)
            if best.count == 0 || growing.isBetter(than: best) { best = growing }
        }
        growing = best
        while growing.count < Self.mostVotes, let next = growing.bestAddition(among: order) {
            growing.add(next)
            if growing.isBetter(than: best) { best = growing }
        }
        votes = best.votes
        loss = best.loss
    }

    /// A blend to which votes are added.
    private struct Growing {
        let held: HeldOutAnswers
        var votes: [Int]
        var sums: [Double]
        var count = 0
        var loss = Double.infinity

        init(_ held: HeldOutAnswers) {
            self.held = held
            votes = held.answers.map { _ in 0 }
            sums = Array(repeating: 0, count: held.answers.first?.count ?? 0)
        }

        mutating func add(_ model: Int) {
            votes[model] += 1
            count += 1
            sums = sum(with: model)
            loss = held.loss(of: sums, count: count)
        }

        func isBetter(than other: Growing) -> Bool { loss < other.loss * (1 - BlendSelection.tolerance) }

        func bestAddition(among order: [Int]) -> Int? {
            let losses = order.map { held.loss(of: sum(with: $0), count: count + 1) }
            guard let least = losses.min() else { return nil }
            return losses.firstIndex { $0 * (1 - BlendSelection.tolerance) <= least }.map { order[$0] }
        }

        private func sum(with model: Int) -> [Double] { zip(sums, held.answers[model]).map { $0 + $1 } }
    }
}
