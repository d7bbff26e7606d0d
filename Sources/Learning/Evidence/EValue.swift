/// Evidence against a null hypothesis: a number whose expectation under the hypothesis is at most 1.
///
///     try EValue(40).pValue      // 0.025
///
/// It is the payoff of a bet of one coin that is fair or worse if the hypothesis holds. E-values of independent
/// data, or each made after the one before, multiply; e-values of any dependence average. Kept as a logarithm, so that
/// long products neither overflow nor vanish.
///
/// Source: Vovk, Wang, "E-values: calibration, combination and applications", Annals of Statistics 49(3), 2021.
package struct EValue: Hashable, Codable, Sendable {
    /// The natural logarithm; −infinity for an e-value of 0.
    package let logarithm: Double

    /// - Throws: ``EvidenceError/notAnEValue(_:)`` for a negative number, infinity or NaN.
    package init(_ value: Double) throws(EvidenceError) {
        guard value >= 0, value.isFinite else { throw .notAnEValue(value) }
        logarithm = Elementary.log(value)
    }

    /// - Throws: ``EvidenceError/notAnEValue(_:)`` for NaN and +infinity.
    package init(logarithm: Double) throws(EvidenceError) {
        guard logarithm < .infinity else { throw .notAnEValue(logarithm) }
        self.logarithm = logarithm
    }

    /// Of a formula that cannot give NaN; one beyond all numbers is taken as the greatest, which errs on the safe side.
    init(computedLogarithm logarithm: Double) {
        precondition(!logarithm.isNaN, "EValue(computedLogarithm:) got NaN")
        self.logarithm = min(logarithm, .greatestFiniteMagnitude)
    }

    /// Infinity above e to the power 709.
    package var value: Double { Elementary.exp(logarithm) }

    /// The p-value that it gives by Markov's inequality: 1 ÷ e, at most 1.
    package var pValue: Double { min(1, Elementary.exp(-logarithm)) }

    /// Of independent e-values, or of a sequence each of which was an e-value given those before; 1 for none.
    ///
    /// - Complexity: O(values)
    package static func product(_ values: some Sequence<EValue>) -> EValue {
        EValue(computedLogarithm: values.reduce(0) { $0 + $1.logarithm })
    }

    /// The mean, an e-value however the values depend on each other; nil for none.
    ///
    /// - Complexity: O(values)
    package static func average(_ values: some Collection<EValue>) -> EValue? {
        guard let greatest = values.map(\.logarithm).max() else { return nil }
        guard greatest > -.infinity else { return EValue(computedLogarithm: greatest) }
        let sum = values.reduce(0) { $0 + Elementary.exp($1.logarithm - greatest) }
        return EValue(computedLogarithm: greatest + Elementary.log(sum / Double(values.count)))
    }
}
