import Domain

/// Puts gates to a candidate and says which of their answers must be a pass.
struct GateEvaluator: Sendable {
    let policy: GateDefinition
    /// In lockstep what a clock measured is shown and never decides.
    let isLockstep: Bool

    /// All gates, in the order of their numbers.
    var all: [any ValidationGate] {
        let limits = policy.limits
        return [
            IntegrityGate(), SmokeGate(), FreshnessGate(minimumRows: limits.freshRows, margin: policy.margin),
            ChampionGate(margin: policy.margin, proof: limits.proof), OldWindowsGate(drop: policy.replayDrop),
            GoldenGate(tolerance: limits.goldenTolerance),
            SliceGate(columns: limits.slices, minimumRows: limits.sliceRows, margin: limits.sliceMargin),
            BiasGate(
                column: limits.protected, favourable: limits.favourable, limit: limits.biasLimit,
                minimumRows: limits.sliceRows),
            CalibrationGate(allowedError: limits.calibrationError), RobustnessGate(),
            LatencyGate(
                milliseconds: policy.latencyMilliseconds, bytes: limits.modelBytes, growth: limits.growth,
                residentBytes: limits.residentBytes),
            DataGate(coverage: limits.labelCoverage), ReproducibilityGate(tolerance: limits.reproduceTolerance),
            SanityGate(),
        ]
    }

    /// The gates whose answer can change while a canary runs.
    var recurring: [any ValidationGate] {
        all.compactMap { gate -> (any ValidationGate)? in
            switch gate.name {
            case .oldWindows: return OldWindowsGate(drop: policy.replayDrop, demand: .proven)
            case .smoke, .golden, .latency: return gate
            default: return nil
            }
        }
    }

    /// The gates whose answer is another one where a refit has changed the class of an answer.
    var aboutClasses: [any ValidationGate] {
        all.filter { [.smoke, .champion, .oldWindows, .golden, .slices, .bias].contains($0.name) }
    }

    /// What can be asked of a model that another server answers for: the gates that need answers alone.
    ///
    /// The others stand beside them as not judged, each with the reason.
    func judgeRemote(_ evidence: GateEvidence) -> [GateResult] {
        let judged = judge(evidence, by: recurring)
        return all.map { gate in
            if let result = judged.first(where: { $0.gate == gate.name }) { return result }
            return GateResult(
                gate: gate.name, isRequired: false, verdict: .inconclusive, value: nil, bound: nil, count: 0,
                detail: "not judged: " + Self.reason(gate.name))
        }
    }

    private static func reason(_ gate: GateResult.Gate) -> String {
        switch gate {
        case .holdout, .champion, .slices, .bias, .calibration:
            "which rows its training saw is known to its server alone; labels that come from now on judge it in the canary"
        case .integrity, .robustness, .data, .reproducibility, .sanity, .smoke, .oldWindows, .golden, .latency:
            "its artifact and its training are at its server"
        }
    }

    /// - Returns: One result a gate, in the order of the gates.
    func judge(_ evidence: GateEvidence, by gates: [any ValidationGate]) -> [GateResult] {
        gates.map { gate in
            let finding = gate.judge(evidence)
            return GateResult(
                gate: gate.name, isRequired: isRequired(gate.name, finding), verdict: finding.verdict,
                value: finding.value, bound: finding.bound, count: finding.count, detail: finding.detail)
        }
    }

    /// The refit that mends what failed calibration, where the file allows it; the gate's result is then that after it.
    func refit(_ evidence: GateEvidence, _ results: inout [GateResult]) -> Recalibration? {
        guard policy.limits.recalibrates, let place = results.firstIndex(where: { $0.gate == .calibration }),
            let mended = CalibrationGate(allowedError: policy.limits.calibrationError).mended(evidence)
        else { return nil }
        results[place].verdict = mended.finding.verdict
        results[place].value = mended.finding.value
        results[place].bound = mended.finding.bound
        results[place].count = mended.finding.count
        results[place].detail = mended.finding.detail
        return mended.refit
    }

    private func isRequired(_ gate: GateResult.Gate, _ finding: GateFinding) -> Bool {
        if gate == .latency, isLockstep { return false }
        return switch policy.duty(of: gate) {
        case .required: true
        case .whereMeasured: finding.hasEvidence
        case .advisory: false
        }
    }
}
