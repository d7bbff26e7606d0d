/// How answered requests are numbered: by the millisecond of their wall time, apart from the rows of any file.
///
/// The number is milliseconds since 1970 · 2²⁰ + count · 2¹⁰ + slot. Each process that answers has a slot of its own, so that
/// no two of them give one number; numbers grow and stay unique over restarts without a word to the disk, as long as the clock is not set back.
package enum PredictionNumber {
    /// File rows count from 1; no file has so many.
    private static let first: Int64 = 1_000_000_000_000
    /// From one number of a process to its next.
    package static let stride: Int64 = 1 << 10
    /// The engine's own.
    package static let engineSlot: Int64 = 0

    package static func isRequest(_ event: Int64) -> Bool { event >= first }

    /// A model server's; two versions of a pipeline have the same only 1,023 versions apart.
    package static func slot(of version: ModelVersion) -> Int64 { 1 + Int64(version.rawValue) % (stride - 1) }

    /// The wall time of a request's number.
    package static func time(of number: Int64) -> Timestamp { Timestamp(rawValue: number >> 20) }

    package static func slot(of number: Int64) -> Int64 { number % stride }

    /// The next number of a slot after `last`, whose ever that was, at a wall time.
    package static func next(after last: Int64, at time: Timestamp, slot: Int64 = engineSlot) -> Int64 {
        let now = max(time.rawValue << 20, first / stride * stride + stride)
        guard last >= now else { return now + slot }
        let following = last / stride * stride + slot
        return following > last ? following : following + stride
    }
}
