/// Statistics of the last values of a stream, over windows of several lengths.
///
/// They are taken anew from the values kept at each addition, oldest first: no error of a running sum grows over a year,
/// and who asks only reads.
struct RollingWindow: Codable, Hashable, Sendable {
    struct Statistics: Codable, Hashable, Sendable {
        var mean: Double
        var deviation: Double
        var lowest: Double
        var highest: Double
    }

    /// Of larger numbers nothing is remembered: they would leave no room for their squares.
    static let largest = 1e150

    private let windows: [Int]
    /// The last values, in a ring once there are as many as the longest window wants.
    private var values: [Double] = []
    /// Where the next value goes.
    private var next = 0
    /// One a window; empty before the first value.
    private(set) var statistics: [Statistics] = []

    /// - Parameter windows: How many of the last values each spans, 1 or more.
    init(windows: [Int]) {
        self.windows = windows
    }

    /// How many values are kept.
    var count: Int { values.count }

    /// Counts a value in; what is not a usable number is passed over.
    ///
    /// - Complexity: O(sum of the windows)
    mutating func add(_ value: Double) {
        guard value.magnitude <= Self.largest, let longest = windows.max() else { return }
        if values.count < longest {
            values.append(value)
        } else {
            values[next] = value
        }
        next = (next + 1) % longest
        statistics.removeAll(keepingCapacity: true)
        for window in windows { statistics.append(newest(min(window, values.count))) }
    }

    private func newest(_ count: Int) -> Statistics {
        let end = next == 0 ? values.count : next
        // The older part stands at the end of the ring, the newer one at its beginning.
        let older = max(0, count - end)
        let parts = [(values.count - older)..<values.count, (end - (count - older))..<end]
        return values.withUnsafeBufferPointer { values in
            var (sum, lowest, highest) = (0.0, Double.infinity, -Double.infinity)
            for part in parts {
                for index in part {
                    let value = values[index]
                    sum += value
                    if value < lowest { lowest = value }
                    if value > highest { highest = value }
                }
            }
            let mean = sum / Double(count)
            var squares = 0.0
            for part in parts {
                for index in part {
                    let difference = values[index] - mean
                    squares += difference * difference
                }
            }
            return Statistics(
                mean: mean, deviation: (squares / Double(count)).squareRoot(), lowest: lowest, highest: highest)
        }
    }
}
