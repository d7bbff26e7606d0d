/// How different the means of two parts of a window may be by chance: ADWIN's ε_cut.
struct CutBound {
    /// Values that each part needs.
    let minimum: Double
    /// Of the whole window.
    let variance: Double
    /// ln(2 ln n ÷ δ).
    let confidence: Double

    /// Whether the means of two parts differ by more than chance.
    ///
    /// Nearly every cut is far inside the bound, and the root alone, without a division, says so; only the others are
    /// worked out as the paper writes them.
    @inline(__always)
    func isCut(_ oldTotal: Double, _ oldCount: Double, _ newTotal: Double, _ newCount: Double) -> Bool {
        let (old, new) = (oldCount - minimum + 1, newCount - minimum + 1)
        let product = oldCount * newCount
        let cross = oldTotal * newCount - newTotal * oldCount
        // |difference| ≤ √(2 · harmonic · variance · confidence), both sides squared and multiplied out.
        let far = product * product * 2 * variance * confidence * (old + new) * 0.999999
        if cross * cross * (old * new) <= far { return false }
        return isCutExactly(oldTotal / oldCount - newTotal / newCount, old, new)
    }

    private func isCutExactly(_ difference: Double, _ old: Double, _ new: Double) -> Bool {
        let harmonic = 1 / old + 1 / new
        let bound = (2 * harmonic * variance * confidence).squareRoot() + 2.0 / 3 * confidence * harmonic
        return difference.magnitude > bound
    }
}
