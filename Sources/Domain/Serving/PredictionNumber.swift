/// How answered requests are numbered: by the microsecond of their wall time, apart from the rows of any file.
///
/// Numbers grow and stay unique over restarts without a word to the disk, as long as the clock is not set back.
package enum PredictionNumber {
    /// File rows count from 1; no file has so many.
    private static let first: Int64 = 1_000_000_000_000

    package static func isRequest(_ event: Int64) -> Bool { event >= first }

    /// The next number after `last` at a wall time.
    package static func next(after last: Int64, at time: Timestamp) -> Int64 {
        max(last + 1, time.rawValue * 1_000, first)
    }
}
