/// One example as a linear score sees it: scaled numbers, and the rows of the weights of its categories.
struct LinearRow {
    let numbers: UnsafeMutableBufferPointer<Double>
    let categories: UnsafeMutableBufferPointer<Int>

    /// Runs a body with an empty row on the stack.
    ///
    /// - Complexity: O(1), without an allocation up to a hundred features
    @inline(__always)
    static func with<Result>(numbers: Int, categories: Int, _ body: (LinearRow) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: numbers) { numbers in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: categories) { categories in
                body(LinearRow(numbers: numbers, categories: categories))
            }
        }
    }
}
