extension Double {
    /// Rounded towards zero into ±10^15; 0 for NaN.
    var wholeNumber: Int {
        isNaN ? 0 : Int(Swift.min(1e15, Swift.max(-1e15, self)))
    }
}
