/// One gate's answer about a candidate, with the numbers behind it.
package struct GateResult: Hashable, Codable, Sendable {
    package enum Gate: String, Hashable, Codable, Sendable, CaseIterable {
        /// The artifact has the content its name promises and answers every smoke row within the contract.
        case integrity
        /// Newest labelled rows, never trained on, against the champion.
        case holdout
        /// Reserved old windows, against the champion.
        case oldWindows = "old-windows"
        /// Time of one prediction.
        case latency
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
