import Domain

/// Gate 5: on no reserved window or regime does the candidate lose more than is allowed against the champion.
///
/// The worst column decides: forgetting one old regime is not made good by another.
struct OldWindowsGate: ValidationGate {
    /// What a drop beyond the limit must be to fail.
    enum Demand: Hashable, Sendable {
        /// Seen: before a candidate has traffic another recipe can be tried instead.
        case seen
        /// Proven, its 95 % interval above 0: what runs already is not stopped by chance.
        case proven
    }

    let name = GateResult.Gate.oldWindows
    let drop: Double
    var demand = Demand.seen

    func judge(_ evidence: GateEvidence) -> GateFinding {
        guard let grid = evidence.grid, let most = grid.worstDrop, let worstPlace = grid.worstColumn else {
            return .without("no old window is reserved yet", bound: drop)
        }
        let harmed = grid.drops.indices.filter { place in grid.drops[place].map(isHarm) ?? false }
        let place = harmed.contains(worstPlace) ? worstPlace : harmed.first ?? worstPlace
        let worst = grid.drops[place] ?? most
        let windows = grid.columns.count { $0.kind == .window && $0.rows > 0 }
        let regimes = grid.columns.count { $0.kind == .regime && $0.rows > 0 }
        let transfer = grid.backwardTransfer.map {
            "; backward transfer \(Decimal.signed($0.value, 3)) ± \(Decimal.fixed($0.margin, 3))"
        }
        let columns =
            "\(windows) old \(windows == 1 ? "window" : "windows")"
            + (regimes > 0 ? " and \(regimes) \(regimes == 1 ? "regime" : "regimes")" : "")
        return GateFinding(
            harmed.isEmpty ? .pass : .fail, value: worst.value, bound: drop,
            count: grid.columns.reduce(0) { $0 + $1.rows },
            "\(LossWords.harm(worst.value)) ± \(Decimal.fixed(worst.margin, 3)) than the champion on the worst of "
                + "\(columns), the \(grid.columns[place].kind.rawValue) from \(grid.columns[place].from.dayText), "
                + "\(Decimal.fixed(drop, 3)) worse is allowed\(transfer ?? "")")
    }

    private func isHarm(_ loss: ReplayGrid.Estimate) -> Bool {
        switch demand {
        case .seen: loss.value > drop
        case .proven: loss.value > drop && loss.value - loss.margin > 0
        }
    }
}
