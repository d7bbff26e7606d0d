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
            "live.publish_labels", "whole number", .value("200"), "1 and above",
            "Labels after which callers are answered by a newer copy of a version that learns on."),
        Setting(
            "live.publish_time", "time", .value("1s"), "1ms and above",
            "Wall time after which they are, where it has learned anything since."),
        Setting(
            "live.checkpoint_labels", "whole number", .value("1000"), "0 for never, or 50 and above",
            "Labels after which a copy is kept that the version goes back to, with an alert, once what it has learned since "
                + "is proven to have made it worse than the copy by more than canary.margin."),
        Setting(
            "search.trials", "whole number", .value("12"), "1 to 10000",
            "Trials of one search, the plain retrain of the champion's own configuration among them."),
        Setting(
            "search.workers", "whole number", .value("2"), "1 to 64", "Worker processes at a time."),
        Setting(
            "search.learners", "list of words", .value("[boosted-trees, random-forest, linear]"),
            learners,
            "The algorithms to choose from; learners of your own that programs names are called by their names."),
        Setting(
            "search.programs", "map of names", .words("none"),
            "command      the program and its arguments; paths are the workspace's\n"
                + "ranges       settings: a number fixes one, two are its ends, more are choices\n"
                + "whole        those of them that are whole numbers\nlogarithmic  those that are drawn by their magnitude",
            example: "{forest: {command: [python3, -m, my_forest], ranges: {trees: [10, 200]}, whole: [trees]}}",
            "Learners of your own: programs that are told rows on standard input and answer; see README."),
        Setting(
            "search.windows", "list of whole numbers and words", .value("[1000, 2000, 4000]"),
            "different ones, 50 and above\nall          all labelled rows\nsince-drift  those since the drift that an alert tells of",
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
        Setting(
            "search.sampler", "word", .value("tpe"),
            Setting.list([
                ("random", "evenly from the space"), ("tpe", "tree-structured Parzen estimator: near what did well"),
                ("cmaes", "covariance matrix adaptation, for numbers"), ("evolution", "changes of what did well"),
                ("raced", "all of them; the trials go to those that find most"),
            ]),
            "What draws the trials."),
        Setting(
            "search.slices", "whole number", .value("2"), "1 to 20",
            "Held-out stretches of validation_rows that a trial is judged on, newest first; more make what wins stable."
        ),
        Setting(
            "search.stopping", "word", .value("halving"),
            Setting.list([
                ("none", "every trial has all slices"), ("median", "it goes on where it is not below the median"),
                ("halving", "it goes on where it is among the best third so far"),
            ]),
            "When a trial is ended after a slice; the plain retrain never is."),
        Setting(
            "search.starts", "list of words", .value("[scratch]"),
            Setting.list([
                ("scratch", "from nothing"), ("warm", "the champion's trees, and more of them on the window"),
                ("incremental", "the champion, on the rows since its training alone"),
                ("recall", "former champions as they are"),
            ]),
            "What training may begin from."),
        Setting(
            "search.half_lives", "list of whole numbers", .value("[0]"), "different ones, 0 and above",
            "Rows after which a training row counts half, to choose from; 0 counts all alike."),
        Setting(
            "search.remember", "true or false", .value("true"), "true, false",
            "Whether a search begins with what earlier ones of this workspace found on data like this."),
        Setting(
            "search.cold_share", "number", .value("0.2"), "0 to 1",
            "Share of the trials that know this search alone, so that what memory saves is measured."),
        Setting(
            "search.ensemble", "whole number", .value("0"), "0 for none, or 2 to 20",
            "The best models of a search, at most, that a blend is chosen from; it is judged like a trial, on other rows."
        ),
        Setting(
            "search.wall_seconds", "number", .value("none"), "above 0, or none", example: "600",
            "Seconds from a search's first start after which it draws no trial more."),
        Setting(
            "search.cpu_seconds", "number", .value("none"), "above 0, or none", example: "120",
            "CPU seconds of a search's trials after which it draws none more."),
        Setting(
            "search.cpu_seconds_a_day", "number", .value("none"), "above 0, or none", example: "3600",
            "CPU seconds of a day of stream time after which no search starts by itself."),
        Setting(
            "search.row_rounds", "whole number", .value("none"), "1 and above, or none", example: "50000000",
            "Training rows times rounds, trees or passes after which a search draws no trial more; in a replay, too."),
        Setting(
            "search.ranges", "map of learners", .words("each learner's own"),
            "a number fixes a setting, two are its ends, more are choices",
            example: "{boosted-trees: {depth: [2, 6], rate: 0.1}}",
            "Other ranges for learners' settings."),
        Setting("search.seed", "whole number", .value("1"), "0 and above", "Seeds all chance of the searches."),
    ]
}
