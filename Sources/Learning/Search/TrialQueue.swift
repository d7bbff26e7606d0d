/// Hands out a search's trials to several workers so that the search does not depend on who ends first.
///
/// Trial k is suggested from exactly the ends of the trials up to k − workers, told in the order of their numbers;
/// those after it count as running even where they have ended.
///
///     var queue = TrialQueue(sampler: ParzenSampler(space: space, seed: 1), workers: 2)
///     let first = queue.next(), second = queue.next()     // trials 0 and 1; a third waits for the end of trial 0
///     queue.end(1, .loss(0.4))
///     queue.next()                                        // nil
package struct TrialQueue<Source: Sampler>: Sendable {
    package private(set) var sampler: Source
    package let workers: Int
    /// Points of the trials handed out, in the order of their numbers.
    package private(set) var points: [ParameterPoint] = []
    private var results: [ObservedTrial.Result?] = []
    private var told = 0

    /// Creates a queue that has handed out nothing.
    ///
    /// - Precondition: `workers` is above 0.
    package init(sampler: Source, workers: Int) {
        precondition(workers > 0, "TrialQueue needs a worker, got \(workers)")
        self.sampler = sampler
        self.workers = workers
    }

    /// The next trial; nil while it waits for the end of an earlier one.
    package mutating func next() -> (number: Int, point: ParameterPoint)? {
        let number = points.count
        while told <= number - workers {
            guard let result = results[told] else { return nil }
            sampler.observe(ObservedTrial(number: told, point: points[told], result: result))
            told += 1
        }
        let point = sampler.suggest(number: number, running: Array(points[told...]))
        points.append(point)
        results.append(nil)
        return (number, point)
    }

    /// Takes a trial's end in; the first one counts.
    ///
    /// - Precondition: Trial `number` was handed out.
    package mutating func end(_ number: Int, _ result: ObservedTrial.Result) {
        precondition(points.indices.contains(number), "TrialQueue.end needs a trial handed out, got \(number)")
        if results[number] == nil { results[number] = result }
    }
}
