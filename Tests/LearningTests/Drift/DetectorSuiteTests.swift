import Learning
import TestSupport
import Testing

/// The detectors' conformance suite finds what is broken on purpose.
struct DetectorSuiteTests {
    /// DDM with one promise broken.
    private struct Broken: DriftDetector {
        enum Fault: String, CaseIterable, Codable {
            case believesInTooMany, countsRefusedValues, forgetsWhenSaved, growsWithEveryValue, neverRaises, raisesOften
            case refusesForAnotherReason, takesEverything, turnsTheChangeRound

            /// What the suite must say of it.
            var sentence: String {
                switch self {
                case .believesInTooMany: "believes in 2 values after 1"
                case .countsRefusedValues: "is changed by nan, which it refuses"
                case .forgetsWhenSaved: "one read back is another"
                case .growsWithEveryValue: "bytes after"
                case .neverRaises: "does not find a jump of the rate within 200 values"
                case .raisesOften: "raises on a stream of 0.0 alone"
                case .refusesForAnotherReason: "says “the value is inf; this detector watches errors from 0 to 1”"
                case .takesEverything: "takes -0.5"
                case .turnsTheChangeRound: "takes a rise for"
                }
            }
        }

        static let savedName = "broken"
        static let savedVersion = 1

        private enum CodingKeys: CodingKey {
            case fault, inner, history
        }

        let fault: Fault
        var inner = DDM()
        var history: [Double] = []
        /// Not saved.
        var count = 0

        init(fault: Fault) {
            self.fault = fault
        }

        var mean: Double? { inner.mean }

        var width: Int { fault == .believesInTooMany ? 2 * inner.width : inner.width }

        var change: MeanChange? {
            guard fault == .turnsTheChangeRound, let change = inner.change else { return inner.change }
            return MeanChange(before: change.after, after: change.before)
        }

        mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
            switch fault {
            case .countsRefusedValues: history = [value.isFinite ? 0 : 1]
            case .forgetsWhenSaved: count += 1
            case .growsWithEveryValue: history.append(1 / 3)
            case .takesEverything: return try inner.update(value.isFinite ? min(max(value, 0), 1) : 0)
            case .refusesForAnotherReason where !value.isFinite: throw .outOfRange(value)
            case .believesInTooMany, .neverRaises, .raisesOften, .refusesForAnotherReason, .turnsTheChangeRound: break
            }
            let signal = try inner.update(value)
            if fault == .neverRaises { return .none }
            return fault == .raisesOften && inner.width.isMultiple(of: 100) ? .drift : signal
        }
    }

    @Test(arguments: Broken.Fault.allCases)
    private func findsEachFault(fault: Broken.Fault) throws {
        let found = try DetectorSuite.violations(Broken(fault: fault))

        #expect(found.contains { $0.contains(fault.sentence) }, "\(found)")
    }
}
