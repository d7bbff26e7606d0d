import Domain
import Learning
import Yams

extension PipelineFile {
    /// How a search draws, ends and begins its trials.
    func strategy(_ section: SettingReader.Section, _ learners: [Learner]) -> SearchStrategy {
        var strategy = SearchStrategy()
        strategy.sampler = section.word("sampler", strategy.sampler)
        strategy.stopping = section.word("stopping", strategy.stopping)
        strategy.slices = section.integer("slices", strategy.slices, 1...20)
        strategy.starts = section.words("starts", strategy.starts)
        strategy.halfLives = section.choices("half_lives", strategy.halfLives, "a list of whole numbers from 0") {
            $0.int.flatMap { $0 >= 0 ? $0 : nil }
        }
        strategy.remembers = section.flag("remember", strategy.remembers)
        strategy.coldShare = section.number("cold_share", strategy.coldShare, 0...1)
        strategy.ensemble = ensemble(section, strategy.ensemble)
        strategy.budget = budget(section)
        strategy.ranges = ranges(section, learners)
        if strategy.stopping != .none, strategy.slices == 1, section.node("stopping") != nil {
            section.report(
                "stopping", found: "\(strategy.stopping.rawValue) where slices is 1",
                remedy: "a trial of one slice cannot end early; use slices: 2 or more, or remove it")
        }
        return strategy
    }

    /// One model is no blend.
    private func ensemble(_ section: SettingReader.Section, _ standard: SearchEnsemble) -> SearchEnsemble {
        let members = section.integer("ensemble", standard.members, 0...BlendSelection.mostVotes)
        if members == 1 {
            section.report("ensemble", found: "1", remedy: "a blend takes two models; use 2 to 20, or 0 for none")
        }
        return SearchEnsemble(members: members)
    }

    /// Training windows: numbers of rows and the words `all` and `since-drift`.
    func windows(_ section: SettingReader.Section, _ standard: [Int], into strategy: inout SearchStrategy) -> [Int] {
        let words = section.choices(
            "windows", standard.map(String.init), "a list of whole numbers from 50, all, since-drift"
        ) { node in
            if node.string == "all" || node.string == "since-drift" { return node.string }
            return node.int.flatMap { $0 >= 50 ? String($0) : nil }
        }
        strategy.usesWholeHistory = words.contains("all")
        strategy.usesRowsSinceDrift = words.contains("since-drift")
        let rows = words.compactMap { Int($0) }
        if rows.isEmpty, !strategy.usesWholeHistory {
            section.report(
                "windows", found: "[since-drift]",
                remedy: "there is not always a drift; name a number of rows or all, too")
        }
        return rows
    }

    private func budget(_ section: SettingReader.Section) -> SearchBudget {
        var budget = SearchBudget()
        let seconds = "a number of seconds above 0"
        func above(_ node: Node) -> Double? { node.float.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
        budget.wallSeconds = optional("wall_seconds", section, seconds, parse: above)
        budget.cpuSeconds = optional("cpu_seconds", section, seconds, parse: above)
        budget.cpuSecondsADay = optional("cpu_seconds_a_day", section, seconds, parse: above)
        budget.rowRounds = optional("row_rounds", section, "a whole number from 1") {
            $0.int.flatMap { $0 >= 1 ? Int64($0) : nil }
        }
        return budget
    }

    /// `ranges: {boosted-trees: {depth: [2, 6], rate: 0.1}}`.
    private func ranges(_ section: SettingReader.Section, _ learners: [Learner]) -> [SearchRange] {
        section.reader.ask("search.ranges")
        guard let node = section.node("ranges") else { return [] }
        guard let groups = node.mapping else {
            section.report(
                "ranges", found: section.reader.describe(node),
                remedy: "use a map of learners, such as {boosted-trees: {depth: [2, 6]}}")
            return []
        }
        return groups.flatMap { name, settings -> [SearchRange] in
            let key = "search.ranges.\(name.string ?? "")"
            guard let learner = learners.first(where: { $0.rawValue == name.string }) else {
                section.reader.report(
                    key, name, found: "not a learner of this search",
                    remedy: "use one of \(learners.map(\.rawValue).joined(separator: ", "))")
                return []
            }
            guard let settings = settings.mapping else {
                section.reader.report(
                    key, settings, found: section.reader.describe(settings),
                    remedy: "use a map of its settings, such as {depth: [2, 6]}")
                return []
            }
            return settings.compactMap { range($0, $1, of: learner, key, section.reader) }
        }
    }

    private func range(
        _ name: Node, _ node: Node, of learner: Learner, _ key: String, _ reader: SettingReader
    ) -> SearchRange? {
        let given = name.string ?? ""
        let known = SearchSpace.settings(of: learner)
        guard let limits = known.first(where: { $0.name == given }) else {
            let names = known.map(\.name)
            let nearest = NearestName.of(given, among: names).map { "did you mean \($0)?" }
            reader.report(
                "\(key).\(given)", name, found: "not a setting of \(learner.rawValue)",
                remedy: nearest ?? "use one of \(names.joined(separator: ", "))")
            return nil
        }
        let values = node.sequence.map { $0.compactMap(\.float) } ?? node.float.map { [$0] } ?? []
        let count = node.sequence?.count ?? 1
        if let problem = limits.problem(with: values, of: count) {
            reader.report("\(key).\(given)", node, found: reader.describe(node), remedy: problem)
            return nil
        }
        return SearchRange(learner: learner, name: given, values: values)
    }
}
