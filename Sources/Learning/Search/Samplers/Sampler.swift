/// Suggests the points that a search tries next.
///
/// A suggestion is a pure function of the search's seed, the trial's number, the trials observed and the points that
/// run: neither the order of the calls nor what was suggested before matters. Who runs trials side by side must observe
/// the same trials before the same suggestion each time; ``TrialQueue`` does.
package protocol Sampler: Sendable {
    var history: SearchHistory { get set }

    /// Takes a trial's end in, in any order of the numbers.
    mutating func observe(_ trial: ObservedTrial)

    /// The point of trial `number` where no warm start is left for it.
    ///
    /// - Parameters:
    ///   - number: Counts the search's trials from 0.
    ///   - running: The points of trials before it that have not ended, in the order of their numbers.
    /// - Returns: A point of the space.
    func proposal(number: Int, running: [ParameterPoint]) -> ParameterPoint
}

extension Sampler {
    package mutating func observe(_ trial: ObservedTrial) {
        history.insert(trial)
    }

    /// Lets the first trials take these points, clipped into the space, each once, in this order.
    package mutating func seed(points: [ParameterPoint]) {
        history.begin(with: points)
    }

    /// The point that trial `number` is to try.
    ///
    /// - Parameters:
    ///   - number: Counts the search's trials from 0.
    ///   - running: The points of trials before it that have not ended, in the order of their numbers.
    /// - Returns: A point of the space.
    package func suggest(number: Int, running: [ParameterPoint] = []) -> ParameterPoint {
        let starts = history.warmStarts
        return starts.indices.contains(number) ? starts[number] : proposal(number: number, running: running)
    }
}
