import Domain

/// The events on the main chart's time axis, from the newest records.
enum ChartMarks {
    static func marks(of view: PipelineView) -> [ChartMark] {
        var marks: [ChartMark] = []
        for trigger in view.triggers where trigger.kind != "initial" {
            marks.append(
                ChartMark(time: trigger.firedAt, kind: trigger.kind == "drill" ? .drill : .trigger, text: trigger.kind))
        }
        for alert in view.alerts where alert.severity == .page {
            if let time = alert.firedAt { marks.append(ChartMark(time: time, kind: .alert, text: alert.rule.rawValue)) }
        }
        for rollout in view.rollouts {
            for transition in rollout.transitions {
                switch transition.to {
                case .ramping(step: 0) where transition.from == .warming:
                    marks.append(mark(.canaryStart, rollout, transition, "\(rollout.candidate)"))
                case .baking:
                    marks.append(mark(.promotion, rollout, transition, gain(of: rollout)))
                case .rolledBack:
                    marks.append(mark(.rollBack, rollout, transition, "\(rollout.candidate)"))
                default:
                    break
                }
            }
        }
        return marks.sorted { $0.time < $1.time }
    }

    private static func mark(
        _ kind: ChartMark.Kind, _ rollout: RolloutRecord, _ transition: RolloutRecord.Transition, _ text: String
    ) -> ChartMark {
        ChartMark(time: transition.streamTime, kind: kind, text: (rollout.isDrill ? "drill " : "") + text)
    }

    /// `v2 +.19 ± .05`: the loss that the promotion saved, with half its interval.
    private static func gain(of rollout: RolloutRecord) -> String {
        guard let evidence = rollout.evidence else { return "\(rollout.candidate)" }
        let sign = evidence.difference <= 0 ? "+" : "-"
        let margin = Decimal.fixed((evidence.upper - evidence.lower) / 2, 2)
        return "\(rollout.candidate) \(sign)\(Decimal.fixed(evidence.difference.magnitude, 2)) ± \(margin)"
    }
}
