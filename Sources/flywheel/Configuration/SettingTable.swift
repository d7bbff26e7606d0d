/// Every key of a pipeline file.
///
/// It drives the check for unknown keys, `explain`, and the README; a test keeps it equal to
/// what the reader reads.
enum SettingTable {
    static let all: [Setting] = [
        Setting(
            key: "task", type: "word", standard: nil, range: "classification, regression",
            meaning: "What is predicted: one of several classes, or a number."),
        Setting(
            key: "classes", type: "list of words", standard: nil, range: "2 to 100 different labels",
            meaning:
                "The labels of a classification in the order of their indices; the last one's probability is watched."),
        Setting(
            key: "source.file", type: "path", standard: nil, range: "a CSV file with a header",
            meaning: "The rows, in time order; a path is taken from the workspace."),
        Setting(
            key: "source.speed", type: "speed", standard: "max",
            range: "max, N/s (rows a second), xN (N times the stream's own time)",
            meaning: "How fast rows are replayed after the pre-roll."),
        Setting(
            key: "source.preroll_rows", type: "whole number", standard: "0", range: "0 and above",
            meaning: "Rows replayed at full speed before the pace begins."),
        Setting(
            key: "source.time", type: "column", standard: "the row order, one second a row",
            range: "a column of dates and times", meaning: "The event time."),
        Setting(
            key: "source.unit", type: "column", standard: "each event is its own unit", range: "a column",
            meaning: "What sticks to a canary arm: a user, a device."),
        Setting(key: "source.target", type: "column", standard: nil, range: "a column", meaning: "What is predicted."),
        Setting(
            key: "columns.*", type: "word or map", standard: "must be named to be used",
            range: "number, category, boolean, time",
            meaning: "A feature column with its type; the short form is `price: number`."),
        Setting(
            key: "columns.*.type", type: "word", standard: nil, range: "number, category, boolean, time",
            meaning: "The column's type."),
        Setting(
            key: "columns.*.range", type: "[low, high]", standard: "all finite numbers", range: "low below high",
            meaning: "A number outside is quarantined with its row."),
        Setting(
            key: "columns.*.values", type: "list of words", standard: "all", range: "at least one",
            meaning: "A category not among them is quarantined with its row."),
        Setting(
            key: "columns.*.missing", type: "word", standard: "allowed", range: "allowed, refused",
            meaning: "Whether the column may be empty."),
        Setting(
            key: "columns.*.feature", type: "true or false", standard: "true", range: "true, false",
            meaning: "False keeps it out of the models; it is validated and watched all the same."),
        Setting(
            key: "labels.delay", type: "time", standard: "0s", range: "0s and above",
            meaning: "From the event's time to the moment its label is known."),
        Setting(
            key: "labels.horizon", type: "time", standard: "ten times the delay, at least 7d",
            range: "the delay and above", meaning: "When an unlabelled prediction expires."),
        Setting(
            key: "validation.key", type: "list of columns", standard: "[]", range: "columns",
            meaning: "Columns that together name a row; a second one with the same values is a duplicate."),
        Setting(
            key: "validation.lateness", type: "time", standard: "0s", range: "0s and above",
            meaning: "How far a row's time may lie before the newest."),
        Setting(
            key: "validation.batch_rows", type: "whole number", standard: "100", range: "1 to 100000",
            meaning: "Rows of one batch for the batch verdict."),
        Setting(
            key: "validation.quarantine_share", type: "share", standard: "0.2", range: "0 to 1",
            meaning: "Quarantined share above which a batch is blocked from training."),
        Setting(
            key: "validation.missing_share", type: "share", standard: "0.5", range: "0 to 1",
            meaning: "Missing share of the cells above which a batch is blocked."),
        Setting(
            key: "validation.batch_span", type: "[shortest, longest]", standard: "no volume rule", range: "two times",
            meaning: "Stream time that a full batch may span."),
        Setting(
            key: "features.calendar", type: "list of words", standard: "[]", range: "hour, weekday, month",
            meaning: "Parts of the event's time, UTC."),
        Setting(
            key: "features.lags", type: "list of times", standard: "[]", range: "none shorter than labels.delay",
            meaning: "Labels of the events exactly so long before, as known at prediction time."),
        Setting(
            key: "initial.rows", type: "whole number", standard: "1000", range: "50 and above",
            meaning: "Labelled rows after which version 1 is trained; a baseline serves until then."),
        Setting(
            key: "initial.learner", type: "word", standard: "boosted-trees",
            range: "boosted-trees, random-forest, linear", meaning: "What version 1 is."),
        Setting(
            key: "initial.lags", type: "true or false", standard: "true", range: "true, false",
            meaning: "Whether version 1 uses the target lags."),
        Setting(
            key: "initial.updates", type: "word", standard: "frozen", range: "frozen, live",
            meaning: "Whether version 1 goes on learning; only linear can."),
        Setting(
            key: "search.trials", type: "whole number", standard: "12", range: "1 to 1000",
            meaning: "Trials of one search, the plain retrain of the champion among them."),
        Setting(
            key: "search.workers", type: "whole number", standard: "2", range: "1 to 64",
            meaning: "Worker processes at a time."),
        Setting(
            key: "search.learners", type: "list of words", standard: "[boosted-trees, random-forest, linear]",
            range: "boosted-trees, random-forest, linear", meaning: "The algorithms to choose from."),
        Setting(
            key: "search.windows", type: "list of numbers", standard: "[1000, 2000, 4000]", range: "50 and above",
            meaning: "Training windows to choose from, in labelled rows."),
        Setting(
            key: "search.lags", type: "list of true, false", standard: "[true]", range: "true, false",
            meaning: "Whether target lags are used."),
        Setting(
            key: "search.updates", type: "list of words", standard: "[frozen]", range: "frozen, live",
            meaning: "How a version is kept; live is for linear only."),
        Setting(
            key: "search.holdout_rows", type: "whole number", standard: "300", range: "50 and above",
            meaning: "Newest labelled rows kept from training for the gates."),
        Setting(
            key: "search.validation_rows", type: "whole number", standard: "300", range: "50 and above",
            meaning: "Rows before the holdout on which trials are scored."),
        Setting(
            key: "search.trial_seconds", type: "number", standard: "60", range: "1 to 86400",
            meaning: "Wall seconds after which a worker is killed."),
        Setting(
            key: "search.trial_megabytes", type: "whole number", standard: "1024", range: "64 and above",
            meaning: "Memory of a worker above which it is killed."),
        Setting(
            key: "search.candidates", type: "whole number", standard: "3", range: "1 to 20",
            meaning: "Candidates that one search may put before the gates, best first."),
        Setting(
            key: "search.seed", type: "whole number", standard: "1", range: "0 and above",
            meaning: "Seeds all chance of the search."),
        Setting(
            key: "gates.margin", type: "loss", standard: "0.02", range: "0 to 1",
            meaning: "How much worse than the champion a candidate may be on the newest holdout."),
        Setting(
            key: "gates.replay_windows", type: "whole number", standard: "3", range: "1 to 20",
            meaning: "Old windows that are replayed."),
        Setting(
            key: "gates.replay_rows", type: "whole number", standard: "200", range: "20 and above, below replay_every",
            meaning: "Events of an old window; they are kept from all training."),
        Setting(
            key: "gates.replay_every", type: "whole number", standard: "2000", range: "100 and above",
            meaning: "Events from one reserved window to the next."),
        Setting(
            key: "gates.replay_drop", type: "loss", standard: "0.05", range: "0 to 1",
            meaning: "How much worse than the champion a candidate may be on any old window."),
        Setting(
            key: "gates.latency_ms", type: "number", standard: "2", range: "above 0",
            meaning: "Milliseconds for the slowest hundredth of predictions; advisory."),
        Setting(
            key: "canary.steps", type: "list of percents", standard: "[5, 25, 50, 100]",
            range: "growing, above 0, at most 100",
            meaning: "The candidate's shares of the traffic; 100 is the promotion itself."),
        Setting(
            key: "canary.approval", type: "word", standard: "promotion", range: "automatic, promotion, every-step",
            meaning: "What a person is asked: nothing, the promotion, or each step as well."),
        Setting(
            key: "canary.min_pairs", type: "whole number", standard: "200", range: "20 and above",
            meaning: "Labelled events on which both models were scored that a step needs."),
        Setting(
            key: "canary.min_time", type: "time", standard: "1h", range: "0s and above",
            meaning: "Stream time that a step takes at least."),
        Setting(
            key: "canary.max_time", type: "time", standard: "30d", range: "above min_time",
            meaning: "Stream time after which an undecided step is held."),
        Setting(
            key: "canary.deadline", type: "time", standard: "90d", range: "max_time and above",
            meaning: "Stream time after which the whole canary is held."),
        Setting(
            key: "canary.bake_pairs", type: "whole number", standard: "200", range: "1 and above",
            meaning: "Labelled events for which the old champion stays loaded after a promotion."),
        Setting(
            key: "canary.margin", type: "loss", standard: "0.02", range: "0 to 1",
            meaning: "Loss that counts as no harm."),
        Setting(
            key: "canary.critical_margin", type: "loss", standard: "0.05", range: "0 to 1",
            meaning: "Proven loss that ends a canary at once."),
        Setting(
            key: "canary.alpha", type: "chance", standard: "0.05", range: "above 0, below 0.5",
            meaning: "Chance, over a whole attempt, of a wrong verdict."),
        Setting(
            key: "monitors.fading", type: "factor", standard: "0.998", range: "0.5 to 1",
            meaning: "Weight that a labelled event keeps when the next comes; the window is 1/(1 - fading)."),
        Setting(
            key: "monitors.reference_rows", type: "whole number", standard: "1000", range: "50 and above",
            meaning: "Events of the drift reference."),
        Setting(
            key: "monitors.current_rows", type: "whole number", standard: "500", range: "50 and above",
            meaning: "Newest events compared with the reference."),
        Setting(
            key: "monitors.stability_limit", type: "number", standard: "0.25", range: "above 0",
            meaning: "Population stability index at which a column has drifted."),
        Setting(
            key: "monitors.adwin_delta", type: "chance", standard: "0.002", range: "above 0, below 1",
            meaning: "ADWIN's confidence on the error stream: smaller means fewer alarms."),
        Setting(
            key: "monitors.decay_drop", type: "number", standard: "0.05", range: "above 0",
            meaning: "Drop of the served metric that raises the decay alert: accuracy points, or share of the error."),
        Setting(
            key: "monitors.missing_rise", type: "share", standard: "0.1", range: "0 to 1",
            meaning: "Rise of a column's missing share that raises an alert."),
        Setting(
            key: "monitors.pending", type: "whole number", standard: "2", range: "1 to 100",
            meaning: "Evaluations for which a condition must hold before its alert fires."),
        Setting(
            key: "monitors.notify", type: "list of words", standard: "[]", range: "a command with its arguments",
            meaning: "Run for each new firing alert, the alert as JSON on its standard input."),
        Setting(
            key: "triggers.*.periodic", type: "time", standard: "no such trigger", range: "above 0s",
            meaning: "Fires every so much stream time."),
        Setting(
            key: "triggers.*.new_rows", type: "whole number", standard: "no such trigger", range: "50 and above",
            meaning: "Fires after so many labelled rows since the last training cut."),
        Setting(
            key: "triggers.*.drift", type: "whole number", standard: "no such trigger", range: "1 and above",
            meaning: "Fires when so many columns drifted, or ADWIN finds a change of the error."),
        Setting(
            key: "triggers.*.decay", type: "number", standard: "no such trigger", range: "above 0",
            meaning: "Fires when the served metric is so far below its best since the last promotion."),
        Setting(
            key: "triggers.*.live", type: "true or false", standard: "true", range: "true, false",
            meaning: "False evaluates and records only."),
        Setting(
            key: "triggers.*.debounce", type: "[hits, evaluations]", standard: "[3, 4]",
            range: "hits at most evaluations", meaning: "The condition must hold in so many of the last evaluations."),
        Setting(
            key: "triggers.*.cool_down", type: "time", standard: "7d", range: "0s and above",
            meaning: "From the end of a search to the next firing; doubles after each without gain."),
        Setting(
            key: "drills.*.bad-candidate", type: "whole number", standard: "no drill", range: "a row",
            meaning: "From this row on a version trained on shuffled labels goes to the canary; labelled drill."),
    ]

    /// What a key means, the keys below a group, or nil for an unknown one.
    static func explain(_ key: String) -> String? {
        let matching = all.filter { $0.key == key || $0.key.hasPrefix(key + ".") }
        return matching.isEmpty ? nil : matching.map(\.explanation).joined(separator: "\n\n")
    }
}
