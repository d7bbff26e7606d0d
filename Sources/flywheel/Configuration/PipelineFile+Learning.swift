import Domain
import Yams

extension PipelineFile {
    func initial(
        _ top: SettingReader.Section, _ task: LearningTask, _ programs: [SearchProgram]
    ) -> InitialDefinition {
        let section = group("initial", top)
        let standard = InitialDefinition()
        section.reader.ask("initial.learner")
        let own = programs.first { $0.program.name == section.node("learner")?.string }
        var initial = InitialDefinition(
            rows: section.integer("rows", standard.rows, 50...Int.max),
            learner: own == nil ? section.word("learner", standard.learner, fits: { $0.fits(task) }) : .program,
            lags: section.flag("lags", standard.lags), updates: section.word("updates", standard.updates))
        initial.program = own
        if initial.updates == .live, !initial.learner.canUpdateLive {
            let name = own?.program.name ?? initial.learner.rawValue
            section.report("updates", found: "live", remedy: "\(name) cannot go on learning; use frozen")
        }
        return initial
    }

    func live(_ top: SettingReader.Section) -> LiveDefinition {
        let section = group("live", top)
        let standard = LiveDefinition()
        let live = LiveDefinition(
            publishLabels: section.integer("publish_labels", standard.publishLabels, 1...Int.max),
            publishTime: section.span("publish_time", standard.publishTime),
            checkpointLabels: section.integer("checkpoint_labels", standard.checkpointLabels, 0...Int.max))
        if (1..<50).contains(live.checkpointLabels) {
            section.report(
                "checkpoint_labels", found: "\(live.checkpointLabels)",
                remedy: "use 0 for no copy, or 50 and above: fewer labels prove nothing")
        }
        if live.publishTime < TimeSpan(milliseconds: 1) {
            section.report("publish_time", found: "\(live.publishTime)", remedy: "use 1ms or more")
        }
        return live
    }

    func search(
        _ top: SettingReader.Section, _ task: LearningTask, _ programs: [SearchProgram]
    ) -> SearchDefinition {
        let section = group("search", top)
        let standard = SearchDefinition()
        let megabytes = Int(standard.trialBytes / 1_048_576)
        let (learners, own) = learners(section, task, programs, standard.learners)
        var strategy = strategy(section, learners)
        let windows = windows(section, standard.windows, into: &strategy)
        var search = SearchDefinition(
            trials: section.integer("trials", standard.trials, 1...10_000),
            workers: section.integer("workers", standard.workers, 1...64), learners: learners, windows: windows,
            lags: section.choices("lags", standard.lags, "a list of true, false") { $0.bool },
            updates: section.words("updates", standard.updates),
            holdoutRows: section.integer("holdout_rows", standard.holdoutRows, 50...Int.max),
            validationRows: section.integer("validation_rows", standard.validationRows, 50...Int.max),
            trialSeconds: section.number("trial_seconds", standard.trialSeconds, 1...86_400),
            trialBytes: Int64(section.integer("trial_megabytes", megabytes, 64...1_000_000)) * 1_048_576,
            candidates: section.integer("candidates", standard.candidates, 1...20),
            seed: UInt64(section.integer("seed", Int(standard.seed), 0...Int.max)), strategy: strategy)
        search.programs = own
        if search.updates == [.live], !search.learners.contains(where: \.canUpdateLive) {
            section.report(
                "updates", found: "[live]",
                remedy: "none of the learners can go on learning; use frozen or add an online learner such as linear")
        }
        if search.candidates > search.trials, section.node("candidates") != nil {
            section.report(
                "candidates", found: "\(search.candidates)",
                remedy: "use at most the number of trials, \(search.trials)")
        }
        return search
    }
}
