import Glibc

/// Processor time of this process, all its threads together: what other programs on the machine do does not count.
enum ProcessorClock {
    private static let mostRepetitions = 25
    private static let enoughSeconds = 2.0

    /// Seconds since the process began.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Processor seconds of one call, the median of 25 calls or of as many as two seconds hold, with the last call's result.
    static func median<Result>(_ work: () throws -> Result) rethrows -> (seconds: Double, result: Result) {
        let begin = seconds
        var (time, result) = try timed(work)
        var times = [time]
        while times.count < mostRepetitions, seconds - begin < enoughSeconds {
            (time, result) = try timed(work)
            times.append(time)
        }
        return (times.sorted()[times.count / 2], result)
    }

    private static func timed<Result>(_ work: () throws -> Result) rethrows -> (Double, Result) {
        let begin = seconds
        let result = try work()
        return (seconds - begin, result)
    }
}
