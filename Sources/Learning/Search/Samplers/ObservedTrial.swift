/// A trial whose end a sampler is told.
package struct ObservedTrial: Hashable, Codable, Sendable {
    package enum Result: Hashable, Codable, Sendable {
        /// What it reached; the lower the better. One that is not a number counts as failed.
        case loss(Double)
        /// It was stopped early at this rung, where it had reached this loss.
        case stopped(rung: Int, loss: Double)
        /// It crashed, ran out of memory or out of time: worse than any that ended.
        case failed
    }

    /// Counts a search's trials from 0.
    package let number: Int
    package let point: ParameterPoint
    package let result: Result

    package init(number: Int, point: ParameterPoint, result: Result) {
        self.number = number
        self.point = point
        self.result = result
    }
}

extension ObservedTrial {
    /// Whether it ended with a loss that may guide a search.
    var isScored: Bool {
        if case .loss(let loss) = result { return !loss.isNaN }
        return false
    }

    /// Whether it gave nothing to go by.
    var isFailed: Bool { rank.tier == 0 }

    /// Whether it ended better than another; equal ones by number.
    ///
    /// Those that ended come before those stopped, of which the longer ones come first; then come the failed.
    func precedes(_ other: ObservedTrial) -> Bool {
        let (own, others) = (rank, other.rank)
        if own.tier != others.tier { return own.tier < others.tier }
        return own.loss == others.loss ? number < other.number : own.loss < others.loss
    }

    private var rank: (tier: Int, loss: Double) {
        switch result {
        case .loss(let loss) where !loss.isNaN: (.min, loss)
        case .stopped(let rung, let loss) where !loss.isNaN: (-1 - max(rung, 0), loss)
        case .loss, .stopped, .failed: (0, 0)
        }
    }
}
