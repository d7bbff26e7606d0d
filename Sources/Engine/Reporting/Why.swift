package import Domain

/// Why what serves now serves, as four sentences at most: cause, search, gates and canary, who approved and what it gave.
package enum Why {
    static func sentences(of view: PipelineView, task: LearningTask) -> [String] {
        sentences(
            triggers: view.triggers, runs: view.runs, versions: view.versions, rollouts: view.rollouts, task: task)
    }

    /// - Parameters:
    ///   - triggers: Accepted firings, oldest first.
    ///   - runs: Runs, oldest first.
    ///   - versions: Versions, oldest first.
    ///   - rollouts: Rollouts, oldest first.
    ///   - task: What the pipeline predicts.
    /// - Returns: The sentences about the newest change; empty where there was none yet.
    package static func sentences(
        triggers: [TriggerRecord], runs: [RunRecord], versions: [VersionRecord], rollouts: [RolloutRecord],
        task: LearningTask
    ) -> [String] {
        guard let rollout = rollouts.last(where: { $0.state != .rejected && !$0.isDrill }) else {
            return first(triggers: triggers, versions: versions)
        }
        guard let version = versions.last(where: { $0.version == rollout.candidate }),
            let trigger = triggers.last(where: { $0.number == version.search })
        else { return first(triggers: triggers, versions: versions) }
        return [
            "\(day(trigger.firedAt)): trigger \(trigger.kind) fired because \(trigger.evidence).",
            searchSentence(version, runs, task),
            gateSentence(
                rollout,
                rollouts.filter { rejected in
                    rejected.state == .rejected
                        && versions.contains { $0.version == rejected.candidate && $0.search == version.search }
                }),
            outcomeSentence(rollout, task),
        ]
    }

    private static func first(triggers: [TriggerRecord], versions: [VersionRecord]) -> [String] {
        guard let version = versions.first else { return [] }
        return [
            "\(day(version.createdAt)): \(version.version), \(version.summary), was the first version, trained on "
                + "\(version.trainedRows) rows; nothing has replaced it."
        ]
    }

    private static func searchSentence(_ version: VersionRecord, _ runs: [RunRecord], _ task: LearningTask) -> String {
        let scored = runs.filter { $0.search == version.search && $0.kind != .refit && !$0.isCheck && $0.score != nil }
            .sorted { Leaderboard.precedes($0, $1, higherIsBetter: task.higherIsBetter) }
        func named(_ run: RunRecord?) -> String {
            run.map { "\($0.summary) (\(Decimal.metric($0.score?.value, of: task)))" } ?? "none"
        }
        let chosen = scored.first { $0.summary == version.summary }
        let runnerUp = scored.first { $0.summary != version.summary }
        let mark =
            version.unverified.map {
                " \(version.version) is unverified: \($0.user) overrode \($0.checks.joined(separator: ", "))."
            }
        let blend =
            version.specification.members == nil
            ? "" : " It is a blend: its parts were chosen on older rows than those it was scored on."
        return "Search \(version.search) scored \(scored.count) recipes; \(version.version) is \(named(chosen)), "
            + "runner-up \(named(runnerUp)).\(blend)\(mark ?? "")"
    }

    private static func gateSentence(_ rollout: RolloutRecord, _ rejected: [RolloutRecord]) -> String {
        let before = rejected.compactMap { other in
            other.gates.first(where: \.rejects).map {
                "\(other.candidate) failed \($0.gate.words): \($0.detail)"
            }
        }
        let passed = rollout.gates.filter { $0.verdict == .pass }.map(\.gate.words).joined(separator: ", ")
        let own = passed.isEmpty ? "\(rollout.candidate) went past the gates" : "\(rollout.candidate) passed \(passed)"
        let failed = rollout.gates.filter { !$0.isRequired && $0.verdict == .fail }.map(\.gate.words)
        let advice = failed.isEmpty ? [] : ["advisory \(failed.joined(separator: ", ")) failed"]
        return (before + [own] + advice + again(rollout)).joined(separator: "; ") + "."
    }

    /// What the gates that run again said while it had traffic, and whether it forgot.
    private static func again(_ rollout: RolloutRecord) -> [String] {
        let reports = rollout.rechecks ?? []
        let failed = reports.flatMap { report in
            report.results.filter(\.rejects).map { "\($0.gate.words) failed at \(report.moment.words): \($0.detail)" }
        }
        let times = "\(reports.count) \(reports.count == 1 ? "time" : "times")"
        let checks = reports.isEmpty ? [] : failed.isEmpty ? ["gates passed \(times) again on the way"] : failed
        let transfer = rollout.grid?.backwardTransfer.map {
            "backward transfer \(Decimal.signed($0.value, 3)) ± \(Decimal.fixed($0.margin, 3))"
        }
        return checks + (transfer.map { [$0] } ?? [])
    }

    private static func outcomeSentence(_ rollout: RolloutRecord, _ task: LearningTask) -> String {
        let approvers = rollout.transitions.filter { $0.actor != "engine" }.map { "\($0.actor) \($0.reason)" }
        let who = approvers.isEmpty ? "" : " (\(approvers.joined(separator: ", ")))"
        let evidence = rollout.evidence.map {
            ": gain \(Decimal.fixed(-$0.difference, 3)), \(Decimal.fixed(-$0.upper, 3)) to "
                + "\(Decimal.fixed(-$0.lower, 3)), on \($0.pairs) pairs"
        }
        let metric = rollout.metricAfter.map {
            "; served \(task.metricName) \(Decimal.metric(rollout.metricBefore, of: task)) as the canary began, "
                + "\(Decimal.metric($0, of: task)) as it ended"
        }
        return "\(rollout.candidate) against \(rollout.champion) is \(rollout.state.name)\(who)\(evidence ?? "")"
            + "\(metric ?? "")."
    }

    private static func day(_ time: Timestamp) -> String {
        String(time.description.prefix(10))
    }
}
