import Domain

/// What a sampler knows: its space and seed, the points to begin with, and the trials that ended.
///
/// Trials are kept in the order of their numbers, so that it does not matter in which order their ends are told.
package struct SearchHistory: Sendable {
    package let space: ParameterSpace
    package let seed: UInt64
    /// Points of the space, all different, that the first trials take.
    package private(set) var warmStarts: [ParameterPoint] = []
    package private(set) var trials: [ObservedTrial] = []
    /// The trials' codes, one row a trial.
    private(set) var codes: [[Double]] = []
    /// Places in ``trials``, the best first.
    private(set) var ranking: [Int] = []
    /// How many of the ranking's first ended with a loss.
    private(set) var scoredCount = 0

    package init(space: ParameterSpace, seed: UInt64) {
        self.space = space
        self.seed = seed
    }

    /// Adds points that trials begin with, clipped into the space; those known already are left out.
    mutating func begin(with points: [ParameterPoint]) {
        for point in points.lazy.map(space.clipped) where !warmStarts.contains(point) {
            warmStarts.append(point)
        }
    }

    /// Takes a trial's end in; a second end of the same number takes the first one's place.
    ///
    /// - Complexity: O(n) for n trials, of which only words are moved where the numbers rise.
    mutating func insert(_ trial: ObservedTrial) {
        let place = Self.firstPlace(in: trials) { $0.number >= trial.number }
        if place < trials.count, trials[place].number == trial.number {
            trials[place] = trial
            codes[place] = space.codes(of: trial.point)
            rankAgain()
        } else if place < trials.count {
            trials.insert(trial, at: place)
            codes.insert(space.codes(of: trial.point), at: place)
            rankAgain()
        } else {
            trials.append(trial)
            codes.append(space.codes(of: trial.point))
            let rank = Self.firstPlace(in: ranking) { trial.precedes(trials[$0]) }
            ranking.insert(place, at: rank)
            if trial.isScored { scoredCount += 1 }
        }
    }

    /// Trial `number`'s own random numbers.
    func generator(for number: Int) -> SeededGenerator {
        var seeds = SeededGenerator(seed: seed)
        var mixed = SeededGenerator(seed: seeds.next() ^ UInt64(bitPattern: Int64(number)))
        return SeededGenerator(seed: mixed.next())
    }

    private mutating func rankAgain() {
        ranking = trials.indices.sorted { trials[$0].precedes(trials[$1]) }
        scoredCount = trials.count { $0.isScored }
    }

    /// The first place from which a condition holds that, once it holds, goes on holding.
    private static func firstPlace<Element>(in sorted: [Element], _ holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
