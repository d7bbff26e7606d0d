/// A symmetric matrix taken apart into axes and how far it reaches along each.
///
/// Source: Jacobi's rotations in cyclic order, as in Golub, Van Loan, "Matrix Computations", section 8.5.
struct SymmetricMatrix: Sendable {
    let size: Int
    /// Row-major, `size` × `size`.
    var values: [Double]

    /// The unit matrix.
    init(size: Int) {
        self.size = size
        values = (0..<size * size).map { $0 / size == $0 % size ? 1 : 0 }
    }

    /// The eigenvalues, and the eigenvectors as columns of a row-major matrix.
    ///
    /// - Complexity: O(n³) a sweep; a handful of sweeps.
    func axes() -> (lengths: [Double], columns: [Double]) {
        var rest = values
        var columns = SymmetricMatrix(size: size).values
        for _ in 0..<30 {
            var outside = 0.0
            var inside = 0.0
            for row in 0..<size {
                inside += rest[row * size + row] * rest[row * size + row]
                for column in 0..<row { outside += rest[row * size + column] * rest[row * size + column] }
            }
            if outside <= 1e-24 * inside { break }
            for row in 0..<size {
                for column in 0..<row { rotate(column, row, &rest, &columns) }
            }
        }
        return ((0..<size).map { rest[$0 * size + $0] }, columns)
    }

    /// Turns two axes so that the matrix has 0 where they cross.
    private func rotate(_ first: Int, _ second: Int, _ rest: inout [Double], _ columns: inout [Double]) {
        let crossing = rest[first * size + second]
        guard crossing != 0 else { return }
        let slope = (rest[second * size + second] - rest[first * size + first]) / (2 * crossing)
        let tangent = (slope < 0 ? -1 : 1) / (slope.magnitude + (1 + slope * slope).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        for index in 0..<size {
            Self.turn(&rest, index * size + first, index * size + second, cosine, sine)
        }
        for index in 0..<size {
            Self.turn(&rest, first * size + index, second * size + index, cosine, sine)
            Self.turn(&columns, index * size + first, index * size + second, cosine, sine)
        }
    }

    private static func turn(_ values: inout [Double], _ first: Int, _ second: Int, _ cosine: Double, _ sine: Double) {
        let (left, right) = (values[first], values[second])
        values[first] = cosine * left - sine * right
        values[second] = sine * left + cosine * right
    }
}
