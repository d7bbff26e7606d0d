/// An e-value that grows with the data and may be looked at, and stopped at, after every value.
///
///     var process = EProcess()
///     process.multiply(by: factor)
///     process.rejects(at: 0.05)      // whether it was ever 20 or more
///
/// Under the null hypothesis the chance that it ever reaches 1 ÷ α is at most α, so the smallest 1 ÷ e so far is a
/// p-value at any time.
///
/// Source: Ville, "Étude critique de la notion de collectif", 1939; Ramdas, Grünwald, Vovk, Shafer, "Game-theoretic
/// statistics and safe anytime-valid inference", Statistical Science 38(4), 2023.
package struct EProcess: Hashable, Saved {
    package static let savedName = "e-process"
    package static let savedVersion = 1

    private var logarithm = 0.0
    private var greatest = 0.0

    package init() {}

    /// Puts the whole stake on the next bet.
    ///
    /// An e-value of 0 ends it: it stays 0, and what was reached before still counts.
    ///
    /// - Parameter factor: An e-value given everything that was multiplied in before.
    /// - Complexity: O(1)
    package mutating func multiply(by factor: EValue) {
        logarithm = min(logarithm + factor.logarithm, .greatestFiniteMagnitude)
        greatest = max(greatest, logarithm)
    }

    /// Goes to the value that a formula gives for all data so far, as with mixtures of likelihood ratios.
    ///
    /// - Complexity: O(1)
    package mutating func move(to value: EValue) {
        logarithm = value.logarithm
        greatest = max(greatest, logarithm)
    }

    /// The logarithm of the wealth now; of a finite number, or −infinity.
    package var logValue: Double { logarithm }

    /// The logarithm of the greatest wealth so far, at least 0.
    package var greatestLogValue: Double { greatest }

    /// A p-value that holds at every time at once: 1 ÷ the greatest value so far.
    package var anytimeP: Double { Elementary.exp(-greatest) }

    /// Whether Ville's threshold 1 ÷ `alpha` was reached at any time so far.
    package func rejects(at alpha: Double) -> Bool { anytimeP <= alpha }
}
