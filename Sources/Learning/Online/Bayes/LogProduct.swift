/// The logarithm of a product of positive numbers, taken of many of them at once.
///
/// A logarithm costs as much as ten multiplications, so factors are multiplied while the product stays a normal number.
struct LogProduct {
    private var product: Double
    private var sum = 0.0

    init(_ first: Double) {
        product = first
    }

    /// - Parameter factor: A number from 1e-100 to 1e160, or 0.
    mutating func multiply(_ factor: Double) {
        product *= factor
        if !(1e-150...1e140 ~= product) { fold() }
    }

    var logarithm: Double { sum + Elementary.log(product) }

    private mutating func fold() {
        sum += Elementary.log(product)
        product = 1
    }
}
