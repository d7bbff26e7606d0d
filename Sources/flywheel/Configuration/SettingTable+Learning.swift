import Domain

extension SettingTable {
    /// A learner a line, with what it is.
    private static let learners = Setting.list(Learner.allCases.map { ($0.rawValue, $0.meaning + $0.answers) })

    static let learning: [Setting] = [
        Setting(
            "initial.rows", "whole number", .value("1000"), "50 and above",
            "Labelled rows after which version 1 is trained and serves; a baseline serves until then."),
        Setting(
            "initial.learner", "word", .value("boosted-trees"), learners,
            "The algorithm of version 1."),
        Setting(
            "initial.lags", "true or false", .value("true"), "true, false",
            "Whether version 1 uses the target lags and all else that features names beside the calendar."),
        Setting(
            "initial.updates", "word", .value("frozen"), "frozen, live",
            "Whether version 1 goes on learning from each label; all but boosted-trees and random-forest can."),
        Setting(
            "search.trials", "whole number", .value("12"), "1 to 1000",
            "Trials of one search, the plain retrain of the champion's own configuration among them."),
        Setting(
            "search.workers", "whole number", .value("2"), "1 to 64", "Worker processes at a time."),
        Setting(
            "search.learners", "list of words", .value("[boosted-trees, random-forest, linear]"),
            learners, "The algorithms to choose from."),
        Setting(
            "search.windows", "list of whole numbers", .value("[1000, 2000, 4000]"), "different ones, 50 and above",
            "Training windows to choose from, in newest labelled rows."),
        Setting(
            "search.lags", "list of true, false", .value("[true]"), "true, false",
            "Whether target lags are used: the choices."),
        Setting(
            "search.updates", "list of words", .value("[frozen]"), "frozen, live",
            "How a version is kept after its promotion: the choices; boosted-trees and random-forest stay frozen."),
        Setting(
            "search.holdout_rows", "whole number", .value("300"), "50 and above",
            "Newest labelled rows kept from training; the gates compare candidate and champion on them."),
        Setting(
            "search.validation_rows", "whole number", .value("300"), "50 and above",
            "Labelled rows before the holdout on which the trials are scored."),
        Setting(
            "search.trial_seconds", "number", .value("60"), "1 to 86400",
            "Wall seconds after which a trial's worker is killed."),
        Setting(
            "search.trial_megabytes", "whole number", .value("1024"), "64 to 1000000",
            "Peak memory of a trial's worker above which it is killed."),
        Setting(
            "search.candidates", "whole number", .value("3"), "1 to 20",
            "Candidates that one search may put before the gates, best first."),
        Setting("search.seed", "whole number", .value("1"), "0 and above", "Seeds all chance of the searches."),
    ]
}
