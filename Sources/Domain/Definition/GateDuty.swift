/// What a gate's answer does.
package enum GateDuty: Hashable, Sendable {
    /// Anything but a pass rejects.
    case required
    /// The same where there is something to measure; without it the gate is shown and rejects nothing.
    case whereMeasured
    /// It is shown and never rejects.
    case advisory
}

extension GateResult.Gate {
    /// What holds where the pipeline file does not say.
    package var standardDuty: GateDuty {
        switch self {
        case .integrity, .smoke, .holdout, .champion, .robustness: .required
        case .oldWindows, .golden, .slices, .bias, .data, .reproducibility: .whereMeasured
        case .calibration, .latency, .sanity: .advisory
        }
    }
}

extension GateDefinition {
    package func duty(of gate: GateResult.Gate) -> GateDuty {
        if limits.advisory.contains(gate) { return .advisory }
        return limits.required.contains(gate) ? .required : gate.standardDuty
    }
}
