import Domain
import Yams

extension PipelineFile {
    /// A step and a canary as a whole wait longer where labels come later.
    func canary(_ top: SettingReader.Section, labelDelay: TimeSpan) -> CanaryDefinition {
        let section = group("canary", top)
        let standard = CanaryDefinition()
        let steps = section.value("steps", standard.steps, "growing percents above 0, at most 100, not 100 alone") {
            node in
            let steps = node.sequence?.compactMap { $0.float } ?? []
            let grows = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
            let isRamp = steps.contains { $0 < 100 } && steps.allSatisfy { $0 > 0 && $0 <= 100 }
            return grows && isRamp && steps.count == node.sequence?.count ? steps : nil
        }
        let approval = section.word("approval", standard.approval)
        let exposure = exposure(section)
        let minimumTime = section.span("min_time", standard.minimumTime)
        // What is left out fits what is given.
        let longest = section.span("deadline", TimeSpan(milliseconds: Int64.max))
        let maximumTime = section.span(
            "max_time", max(minimumTime, min(standard.maximumTime + labelDelay, longest)))
        let margin = section.number("margin", standard.margin, 0...0.99)
        let canary = CanaryDefinition(
            steps: steps, approval: approval,
            minimumPairs: section.integer("min_pairs", standard.minimumPairs, 20...Int.max),
            minimumTime: minimumTime, maximumTime: maximumTime,
            deadline: section.node("deadline") == nil
                ? max(maximumTime, standard.deadline + labelDelay) : longest,
            atDeadline: section.word("at_deadline", approval == .automatic ? .rollBack : .hold),
            bakePairs: section.integer("bake_pairs", standard.bakePairs, 1...Int.max),
            margin: margin,
            criticalMargin: section.number("critical_margin", standard.criticalMargin, 0...0.99),
            alpha: section.number("alpha", standard.alpha, 0.000001...0.5), guards: guards(section, margin: margin),
            exposure: exposure)
        if canary.maximumTime < canary.minimumTime {
            section.report(
                "max_time", found: "\(canary.maximumTime)", remedy: "use at least min_time, \(canary.minimumTime)")
        }
        if canary.deadline < canary.maximumTime {
            section.report(
                "deadline", found: "\(canary.deadline)", remedy: "use at least max_time, \(canary.maximumTime)")
        }
        if canary.criticalMargin < canary.margin {
            section.report(
                "critical_margin", found: "\(canary.criticalMargin)", remedy: "use at least margin, \(canary.margin)")
        }
        if approval == .automatic, canary.guards.secondPerson {
            section.report(
                "two_person", found: "true where approval is automatic",
                remedy: "nobody is asked then; use approval: promotion")
        }
        check(exposure, approval, section)
        return canary
    }

    private func guards(_ section: SettingReader.Section, margin: Double) -> CanaryGuards {
        var guards = CanaryGuards()
        guards.start = section.word("start", guards.start)
        guards.secondPerson = section.flag("two_person", guards.secondPerson)
        guards.owners = section.value("owners", guards.owners, "a list of users such as [ann, bo], or none") {
            node -> [String]?? in
            if node.string == "none" { return .some(nil) }
            let names = node.sequence?.compactMap(\.string) ?? []
            return names.isEmpty || names.count != node.sequence?.count ? nil : .some(names)
        }
        guards.newcomer = section.word("newcomer", guards.newcomer)
        guards.freezeWindows = section.list(
            "freeze_windows", guards.freezeWindows, "a list such as [fri 18:00 to mon 06:00, daily 22:00 to 06:00]"
        ) { $0.string.flatMap { FreezeWindow($0) } }
        guards.promotionsADay = optional("max_promotions_a_day", section, "a whole number from 1") {
            $0.int.flatMap { $0 >= 1 ? $0 : nil }
        }
        guards.warmingTime = section.span("warming_time", guards.warmingTime)
        guards.reminder = section.span("approval_reminder", guards.reminder)
        guards.atApprovalDeadline = section.word("at_approval_deadline", guards.atApprovalDeadline)
        guards.sampleRatioAlpha = section.number("sample_ratio_alpha", guards.sampleRatioAlpha, 0...0.5)
        guards.errorLimit = section.integer("error_limit", guards.errorLimit, 1...1_000_000)
        guards.errorDeadline = section.span("error_deadline", guards.errorDeadline)
        guards.errorShare = section.number("error_share", guards.errorShare, 0.0001...0.5)
        guards.harmBudget = optional("harm_budget", section, "a number above 0", parse: Self.positive)
        guards.promotionBudget = optional(
            "promotion_budget", section, "a number above 0", otherwise: margin, parse: Self.positive)
        guards.guardrails = guardrails(section)
        guards.bakeTime = section.span("bake_time", guards.bakeTime)
        guards.rollbackWindow = section.integer("rollback_window", guards.rollbackWindow, 0...20)
        return guards
    }

    private func guardrails(_ section: SettingReader.Section) -> GuardrailLimits {
        var limits = GuardrailLimits()
        limits.alpha = section.number("guardrail_alpha", limits.alpha, 0...0.5)
        limits.awaited = section.word("guardrails", limits.awaited)
        limits.errorMargin = section.number("error_margin", limits.errorMargin, 0...1)
        limits.scoreShift = optional("score_shift", section, "a number from 0 to 1") { node in
            node.float.flatMap { (0...1).contains($0) ? $0 : nil }
        }
        return limits
    }

    private static func positive(_ node: Node) -> Double? {
        node.float.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    /// A limit that `none` turns off; where the file does not name it, it is off, too, or what is given otherwise.
    func optional<Value>(
        _ key: String, _ section: SettingReader.Section, _ allowed: String, otherwise standard: Value? = nil,
        parse: (Node) -> Value?
    ) -> Value? {
        section.value(key, standard, "\(allowed), or none") { node -> Value?? in
            node.string == "none" ? .some(nil) : parse(node).map { .some($0) }
        }
    }
}
