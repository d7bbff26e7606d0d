import Domain
import Yams

extension PipelineFile {
    func exposure(_ section: SettingReader.Section) -> CanaryExposure {
        var exposure = CanaryExposure()
        exposure.mode = section.word("mode", exposure.mode)
        exposure.shadowPairs = section.integer("shadow_pairs", exposure.shadowPairs, 0...Int.max)
        exposure.shadowTime = section.span("shadow_time", exposure.shadowTime)
        exposure.split = split(section, exposure.mode)
        return exposure
    }

    private func split(_ section: SettingReader.Section, _ mode: CanaryExposure.Mode) -> SplitDefinition {
        var split = SplitDefinition()
        split.share = section.value("split_share", split.share, "a percent above 0 and below 100") { node in
            node.float.flatMap { $0 > 0 && $0 < 100 ? $0 : nil }
        }
        split.metric = section.word("split_metric", split.metric)
        split.goal = section.word("split_goal", split.goal)
        split.effect = section.number("split_effect", split.effect, 0.0001...10)
        split.margin = section.number("split_margin", split.margin, 0...1_000_000_000)
        split.window = section.value("split_window", split.window, "a time above 0s, such as 1d") { node in
            node.string.flatMap { TimeSpan($0) }.flatMap { $0 > .zero ? $0 : nil }
        }
        split.fixedUnits = optional("split_units", section, "a whole number from 40") {
            $0.int.flatMap { $0 >= 40 ? $0 : nil }
        }
        if split.metric == .loss, section.node("split_goal") != nil {
            section.report(
                "split_goal", found: "given where split_metric is loss", remedy: "a lower loss is better; remove it")
        }
        return split
    }

    /// Reports settings that the mode leaves without a meaning.
    func check(
        _ exposure: CanaryExposure, _ approval: CanaryDefinition.Approval, _ section: SettingReader.Section
    ) {
        if exposure.mode != .ramp, section.node("steps") != nil {
            section.report(
                "steps", found: "given where mode is \(exposure.mode.rawValue)",
                remedy: "only mode: ramp has steps; remove them")
        }
        let keys = SettingTable.split.map { String($0.key.dropFirst("canary.".count)) }
        if exposure.mode != .split, exposure.split != SplitDefinition(), let key = keys.first(where: has(section)) {
            section.report(
                key, found: "given where mode is \(exposure.mode.rawValue)",
                remedy: "only mode: split has it; write mode: split, or remove it")
        }
        if exposure.mode == .shadow, approval == .automatic {
            section.report(
                "approval", found: "automatic where mode is shadow",
                remedy: "a person ends a shadow; use approval: promotion, or mode: blue-green")
        }
    }

    private func has(_ section: SettingReader.Section) -> (String) -> Bool { { section.node($0) != nil } }

    /// Reports a window whose last rewards would be refused as too late.
    func checkWindow(_ definition: PipelineDefinition, _ top: SettingReader.Section) {
        let exposure = definition.canary.exposure
        guard exposure.mode == .split, exposure.split.window > definition.labels.horizon else { return }
        group("canary", top).report(
            "split_window", found: "\(exposure.split.window)",
            remedy: "outcomes are taken up to labels.horizon, \(definition.labels.horizon); use at most that")
    }
}
