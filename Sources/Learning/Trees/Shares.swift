/// Scores of classes as shares that sum to 1, in place.
enum Shares {
    /// Divides by the sum; equal shares where it is 0.
    @inline(__always)
    static func normalise(_ values: UnsafeMutableBufferPointer<Double>) {
        var sum = 0.0
        for value in values { sum += value }
        for index in values.indices { values[index] = sum > 0 ? values[index] / sum : 1 / Double(values.count) }
    }

    /// Logarithms but for a common constant, to shares.
    ///
    /// - Returns: False where every class is ruled out; the values then mean nothing.
    static func fromLogarithms(_ values: UnsafeMutableBufferPointer<Double>) -> Bool {
        guard let best = greatest(values) else { return false }
        let highest = values[best]
        for index in values.indices { values[index] = Elementary.exp(values[index] - highest) }
        normalise(values)
        return true
    }

    /// The place of the greatest value, the first of equals; nil where all are −infinity or none is a number.
    @inline(__always)
    static func greatest(_ values: UnsafeMutableBufferPointer<Double>) -> Int? {
        var best: Int?
        var highest = -Double.infinity
        for index in values.indices where values[index] > highest {
            highest = values[index]
            best = index
        }
        return best
    }
}
