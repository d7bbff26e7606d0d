import Domain
import Yams

extension PipelineFile {
    func initial(_ top: SettingReader.Section, _ task: LearningTask) -> InitialDefinition {
        let section = group("initial", top)
        let standard = InitialDefinition()
        let initial = InitialDefinition(
            rows: section.integer("rows", standard.rows, 50...Int.max),
            learner: section.word("learner", standard.learner, fits: { $0.fits(task) }),
            lags: section.flag("lags", standard.lags), updates: section.word("updates", standard.updates))
        if initial.updates == .live, !initial.learner.canUpdateLive {
            section.report(
                "updates", found: "live", remedy: "\(initial.learner.rawValue) cannot go on learning; use frozen")
        }
        return initial
    }

    func search(_ top: SettingReader.Section, _ task: LearningTask) -> SearchDefinition {
        let section = group("search", top)
        let standard = SearchDefinition()
        let megabytes = Int(standard.trialBytes / 1_048_576)
        let learners = section.words("learners", standard.learners, fits: { $0.fits(task) })
        var strategy = strategy(section, learners)
        let windows = windows(section, standard.windows, into: &strategy)
        let search = SearchDefinition(
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
