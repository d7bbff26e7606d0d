/// One gate's answer about a candidate, with the numbers behind it.
package struct GateResult: Hashable, Codable, Sendable {
    /// The gates of `semantics.md`, section 4, in its order.
    package enum Gate: String, Hashable, Codable, Sendable, CaseIterable {
        /// The artifact has the content its name promises, loads, keeps to the contract and answers the same twice.
        case integrity
        /// Recorded requests are answered with numbers that are possible.
        case smoke
        /// There is a newest labelled window that it was not trained on, by time and by unit.
        case holdout
        /// Against the champion, on that window.
        case champion
        /// Reserved old windows and regimes, against the champion.
        case oldWindows = "old-windows"
        /// Cases that a person named.
        case golden
        /// Parts of the newest window, against the champion.
        case slices
        /// Groups of a protected column against each other.
        case bias
        /// Whether probabilities come true.
        case calibration
        /// Missing, wild and unknown values.
        case robustness
        /// Time of one prediction, and the artifact's size.
        case latency
        /// What it was trained on.
        case data
        /// A second training with the same seed.
        case reproducibility
        /// Answers that need no model, and labels that mean nothing.
        case sanity

        /// Its number in the list of gates, from 1.
        package var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
    }

    package var gate: Gate
    /// An advisory gate is shown and never rejects.
    package var isRequired: Bool
    package var verdict: Verdict
    /// What was measured, in the unit that `detail` names; nil where nothing could be.
    package var value: Double?
    /// The limit that the value was held against.
    package var bound: Double?
    package var count: Int
    /// One sentence with the numbers.
    package var detail: String

    /// Whether it keeps the candidate out: a required gate must pass; what could not be measured does not.
    package var rejects: Bool { isRequired && verdict != .pass }

    package init(
        gate: Gate, isRequired: Bool, verdict: Verdict, value: Double?, bound: Double?, count: Int, detail: String
    ) {
        self.gate = gate
        self.isRequired = isRequired
        self.verdict = verdict
        self.value = value
        self.bound = bound
        self.count = count
        self.detail = detail
    }
}
