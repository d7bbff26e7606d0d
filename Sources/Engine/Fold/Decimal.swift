import Domain

/// Numbers as text, the same on every machine: decisions are hashed by their text.
enum Decimal {
    /// The value with a fixed number of decimals, halves away from zero: `0.613`; `n/a` where it is not finite.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, value.magnitude < 1e12 else { return "n/a" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        let digits = String(Int64(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return decimals == 0 ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// The same with its sign, also where it is positive: `+0.020`.
    static func signed(_ value: Double, _ decimals: Int) -> String {
        (value < 0 ? "" : "+") + fixed(value, decimals)
    }

    /// A value of the task's leading metric: accuracies with three decimals, errors with one.
    static func metric(_ value: Double?, of task: LearningTask) -> String {
        value.map { fixed($0, task.higherIsBetter ? 3 : 1) } ?? "n/a"
    }
}
