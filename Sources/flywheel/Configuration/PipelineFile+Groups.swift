import Domain
import Yams

extension PipelineFile {
    func labels(_ top: SettingReader.Section) -> LabelDefinition {
        let section = top.reader.section(top.node("labels"), "labels", known: ["delay", "horizon"])
        let delay = section.span("delay", .zero)
        let horizon = section.span("horizon", max(delay * 10, .days(7)))
        if horizon < delay {
            section.reader.report(
                "labels.horizon", section.node("horizon"), found: "\(horizon)",
                remedy: "use at least the delay, \(delay)")
        }
        return LabelDefinition(delay: delay, horizon: horizon)
    }

    func validation(
        _ top: SettingReader.Section, _ source: SourceDefinition, _ columns: [Column]
    ) -> ValidationDefinition {
        let known = ["key", "lateness", "batch_rows", "quarantine_share", "missing_share", "batch_span"]
        let section = top.reader.section(top.node("validation"), "validation", known: known)
        let names = columns.map(\.name) + [source.timeColumn, source.unitColumn].compactMap { $0 }
        let standard = ValidationDefinition()
        return ValidationDefinition(
            keyColumns: section.list("key", [], "a list of columns that are named in this file") { node in
                node.string.flatMap { names.contains($0) ? $0 : nil }
            },
            lateness: section.span("lateness", standard.lateness),
            batchRows: section.integer("batch_rows", standard.batchRows, 1...100_000),
            quarantineShare: section.number("quarantine_share", standard.quarantineShare, 0...1),
            missingShare: section.number("missing_share", standard.missingShare, 0...1),
            batchSpan: section.value("batch_span", nil, "[shortest, longest]") { node -> ClosedRange<TimeSpan>?? in
                let ends = node.sequence?.compactMap { $0.string.flatMap { TimeSpan($0) } } ?? []
                return ends.count == 2 && ends[0] <= ends[1] ? .some(ends[0]...ends[1]) : nil
            })
    }

    func features(_ top: SettingReader.Section, _ labels: LabelDefinition) -> FeatureDefinition {
        let section = top.reader.section(top.node("features"), "features", known: ["calendar", "lags"])
        return FeatureDefinition(
            calendar: section.words("calendar", []),
            lags: section.list("lags", [], "a list of times, none shorter than labels.delay (\(labels.delay))") {
                node in
                node.string.flatMap { TimeSpan($0) }.flatMap {
                    $0 >= max(labels.delay, TimeSpan(milliseconds: 1)) ? $0 : nil
                }
            })
    }

    func initial(_ top: SettingReader.Section) -> InitialDefinition {
        let section = top.reader.section(top.node("initial"), "initial", known: ["rows", "learner", "lags", "updates"])
        let standard = InitialDefinition()
        let initial = InitialDefinition(
            rows: section.integer("rows", standard.rows, 50...Int.max),
            learner: section.word("learner", standard.learner),
            lags: section.flag("lags", standard.lags), updates: section.word("updates", standard.updates))
        if initial.updates == .live, !initial.learner.canUpdateLive {
            section.reader.report(
                "initial.updates", section.node("updates"), found: "live",
                remedy: "only linear can go on learning; use frozen")
        }
        return initial
    }

    func search(_ top: SettingReader.Section) -> SearchDefinition {
        let known = [
            "trials", "workers", "learners", "windows", "lags", "updates", "holdout_rows", "validation_rows",
            "trial_seconds", "trial_megabytes", "candidates", "seed",
        ]
        let section = top.reader.section(top.node("search"), "search", known: known)
        let standard = SearchDefinition()
        let megabytes = Int(standard.trialBytes / 1_048_576)
        return SearchDefinition(
            trials: section.integer("trials", standard.trials, 1...1_000),
            workers: section.integer("workers", standard.workers, 1...64),
            learners: nonEmpty(section, "learners", section.words("learners", standard.learners), standard.learners),
            windows: nonEmpty(
                section, "windows",
                section.list("windows", standard.windows, "a list of whole numbers from 50") { node in
                    node.int.flatMap { $0 >= 50 ? $0 : nil }
                }, standard.windows),
            lags: nonEmpty(
                section, "lags", section.list("lags", standard.lags, "a list of true, false") { $0.bool }, standard.lags
            ),
            updates: nonEmpty(section, "updates", section.words("updates", standard.updates), standard.updates),
            holdoutRows: section.integer("holdout_rows", standard.holdoutRows, 50...Int.max),
            validationRows: section.integer("validation_rows", standard.validationRows, 50...Int.max),
            trialSeconds: section.number("trial_seconds", standard.trialSeconds, 1...86_400),
            trialBytes: Int64(section.integer("trial_megabytes", megabytes, 64...1_000_000)) * 1_048_576,
            candidates: section.integer("candidates", standard.candidates, 1...20),
            seed: UInt64(section.integer("seed", Int(standard.seed), 0...Int.max)))
    }

    private func nonEmpty<Element>(
        _ section: SettingReader.Section, _ key: String, _ values: [Element], _ standard: [Element]
    ) -> [Element] {
        guard values.isEmpty else { return values }
        section.reader.report(section.full(key), section.node(key), found: "empty", remedy: "name at least one")
        return standard
    }

    func gates(_ top: SettingReader.Section) -> GateDefinition {
        let known = ["margin", "replay_windows", "replay_rows", "replay_every", "replay_drop", "latency_ms"]
        let section = top.reader.section(top.node("gates"), "gates", known: known)
        let standard = GateDefinition()
        let gates = GateDefinition(
            margin: section.number("margin", standard.margin, 0...1),
            replayWindows: section.integer("replay_windows", standard.replayWindows, 1...20),
            replayRows: section.integer("replay_rows", standard.replayRows, 20...Int.max),
            replayEvery: section.integer("replay_every", standard.replayEvery, 100...Int.max),
            replayDrop: section.number("replay_drop", standard.replayDrop, 0...1),
            latencyMilliseconds: section.number("latency_ms", standard.latencyMilliseconds, 0.0001...60_000))
        if gates.replayRows * 2 > gates.replayEvery {
            section.reader.report(
                "gates.replay_rows", section.node("replay_rows") ?? section.node, found: "\(gates.replayRows)",
                remedy: "use at most half of replay_every, \(gates.replayEvery / 2)")
        }
        return gates
    }

    func canary(_ top: SettingReader.Section) -> CanaryDefinition {
        let known = [
            "steps", "approval", "min_pairs", "min_time", "max_time", "deadline", "bake_pairs", "margin",
            "critical_margin", "alpha",
        ]
        let section = top.reader.section(top.node("canary"), "canary", known: known)
        let standard = CanaryDefinition()
        let steps = section.value("steps", standard.steps, "growing percents above 0 and at most 100") {
            node -> [Double]? in
            let steps = node.sequence?.compactMap { $0.float } ?? []
            let grows = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
            let ramp = steps.filter { $0 > 0 && $0 < 100 }
            return grows && !ramp.isEmpty && steps.allSatisfy { $0 > 0 && $0 <= 100 } ? steps : nil
        }
        let canary = CanaryDefinition(
            steps: steps, approval: section.word("approval", standard.approval),
            minimumPairs: section.integer("min_pairs", standard.minimumPairs, 20...Int.max),
            minimumTime: section.span("min_time", standard.minimumTime),
            maximumTime: section.span("max_time", standard.maximumTime),
            deadline: section.span("deadline", standard.deadline),
            bakePairs: section.integer("bake_pairs", standard.bakePairs, 1...Int.max),
            margin: section.number("margin", standard.margin, 0...1),
            criticalMargin: section.number("critical_margin", standard.criticalMargin, 0...1),
            alpha: section.number("alpha", standard.alpha, 0.000001...0.5))
        if canary.maximumTime < canary.minimumTime {
            section.reader.report(
                "canary.max_time", section.node("max_time"), found: "\(canary.maximumTime)",
                remedy: "use more than min_time, \(canary.minimumTime)")
        }
        return canary
    }

    func monitors(_ top: SettingReader.Section) -> MonitorDefinition {
        let known = [
            "fading", "reference_rows", "current_rows", "stability_limit", "adwin_delta", "decay_drop", "missing_rise",
            "pending", "notify",
        ]
        let section = top.reader.section(top.node("monitors"), "monitors", known: known)
        let standard = MonitorDefinition()
        return MonitorDefinition(
            fading: section.number("fading", standard.fading, 0.5...1),
            referenceRows: section.integer("reference_rows", standard.referenceRows, 50...1_000_000),
            currentRows: section.integer("current_rows", standard.currentRows, 50...1_000_000),
            stabilityLimit: section.number("stability_limit", standard.stabilityLimit, 0.0001...100),
            adwinDelta: section.number("adwin_delta", standard.adwinDelta, 1e-9...0.999),
            decayDrop: section.number("decay_drop", standard.decayDrop, 0.0001...1_000),
            missingRise: section.number("missing_rise", standard.missingRise, 0...1),
            pendingEvaluations: section.integer("pending", standard.pendingEvaluations, 1...100),
            notify: section.list("notify", [], "a command and its arguments as a list") { $0.string })
    }

    func triggers(_ top: SettingReader.Section) -> [TriggerDefinition] {
        let kinds = ["periodic", "new_rows", "drift", "decay"]
        let known = kinds + ["live", "debounce", "cool_down"]
        let nodes = top.node("triggers")?.sequence.map(Array.init) ?? []
        if let node = top.node("triggers"), node.sequence == nil {
            top.reader.report(
                "triggers", node, found: top.reader.describe(node), remedy: "use a list, one trigger an entry")
        }
        for key in known { top.reader.ask("triggers.*.\(key)") }
        return nodes.enumerated().compactMap { index, node in
            let section = top.reader.section(node, "triggers.\(index + 1)", known: known)
            guard let kind = kind(section) else {
                top.reader.report(
                    "triggers.\(index + 1)", node, found: "without a kind",
                    remedy: "give one of \(kinds.joined(separator: ", "))")
                return nil
            }
            let debounce = section.value("debounce", [3, 4], "[hits, evaluations]") { node -> [Int]? in
                let counts = node.sequence?.compactMap { $0.int } ?? []
                return counts.count == 2 && 1 <= counts[0] && counts[0] <= counts[1] && counts[1] <= 100 ? counts : nil
            }
            return TriggerDefinition(
                kind: kind, isLive: section.flag("live", true), debounceHits: debounce[0], debounceOf: debounce[1],
                coolDown: section.span("cool_down", .days(7)))
        }
    }

    private func kind(_ section: SettingReader.Section) -> TriggerDefinition.Kind? {
        if section.node("periodic") != nil {
            return .periodic(every: max(section.span("periodic", .days(30)), TimeSpan(milliseconds: 1)))
        }
        if section.node("new_rows") != nil { return .newRows(count: section.integer("new_rows", 5_000, 50...Int.max)) }
        if section.node("drift") != nil { return .drift(columns: section.integer("drift", 1, 1...1_000)) }
        if section.node("decay") != nil { return .decay(drop: section.number("decay", 0.05, 0.0001...1_000)) }
        return nil
    }

    func drills(_ top: SettingReader.Section) -> [DrillDefinition] {
        top.reader.ask("drills.*.bad-candidate")
        guard let node = top.node("drills") else { return [] }
        guard let nodes = node.sequence else {
            top.reader.report(
                "drills", node, found: top.reader.describe(node), remedy: "use a list, one drill an entry")
            return []
        }
        return nodes.enumerated().compactMap { index, node in
            let section = top.reader.section(
                node, "drills.\(index + 1)", known: DrillDefinition.Kind.allCases.map(\.rawValue))
            let row = section.integer("bad-candidate", 0, 1...Int.max)
            return row > 0 ? DrillDefinition(kind: .badCandidate, row: Int64(row)) : nil
        }.sorted { $0.row < $1.row }
    }
}
