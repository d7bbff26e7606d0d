import Domain

extension SettingTable {
    static let serving: [Setting] = [
        Setting(
            "champion", "word", .value("here"),
            Setting.list([
                ("here", "models that this program trains and promotes"),
                (
                    "external",
                    "somebody else's server, which tells what it answered: it is watched, a search's result is advice"
                ),
            ]),
            "Where the predictions are made; a map with a url names a model of another server that is asked for each request."
        ),
        Setting(
            "monitors.fading", "factor", .value("0.998"), "0.5 to 1",
            "Weight that a labelled event keeps when the next one comes; the window is about 1/(1 - fading) events."),
        Setting(
            "monitors.reference_rows", "whole number", .value("1000"), "50 to 1000000",
            "Events of the reference window for drift."),
        Setting(
            "monitors.current_rows", "whole number", .value("500"), "50 to 1000000",
            "Newest events that are compared with the reference."),
        Setting(
            "monitors.stability_limit", "number", .value("0.25"), "0.0001 to 100",
            "Population stability index at which a column has drifted; 0.1 is a slight shift, 0.25 a large one."),
        Setting(
            "monitors.detector", "word", .value("adwin"),
            Setting.list(DetectorKind.allCases.map { ($0.rawValue, $0.meaning) }),
            "The drift detector that watches the losses; KSWIN also sees changes that leave the mean as it was. ddm, eddm, "
                + "rddm and stepd count errors, so only a classification has them."),
        Setting(
            "monitors.adwin_delta", "chance", .value("0.002"), "1e-09 to 0.999",
            "ADWIN's confidence on the losses: smaller means fewer alarms."),
        Setting(
            "monitors.decay_drop", "number", .value("0.05"), "0.0001 to 1000",
            "Drop of the served metric from its best since the last promotion that raises the decay alert: accuracy "
                + "points, or the share of the error for a regression."),
        Setting(
            "monitors.missing_rise", "share", .value("0.1"), "0 to 1",
            "Rise of a column's missing share above its reference that raises an alert."),
        Setting(
            "monitors.out_of_range", "share", .value("0.05"), "0 to 1",
            "Share of the newest rows kept out by one column's range, set or type that raises an alert."),
        Setting(
            "monitors.pending", "whole number", .value("2"), "1 to 100",
            "Evaluations for which a condition must hold before its alert fires."),
        Setting(
            "monitors.notify", "list of words", .value("[]"), "a command with its arguments",
            example: "[notify-send, Flywheel]",
            "Run for each new firing alert, the alert as JSON on its standard input. Empty: none."),
        Setting(
            "triggers.*.periodic", "time", .words("no such trigger"), "above 0s", example: "30d",
            "Starts a search every so much stream time."),
        Setting(
            "triggers.*.new_rows", "whole number", .words("no such trigger"), "50 and above", example: "5000",
            "Starts a search after so many labelled rows since the newest training cut."),
        Setting(
            "triggers.*.drift", "whole number", .words("no such trigger"), "1 to 1000", example: "2",
            "Starts a search when so many columns have drifted, or the detector finds a change of the error."),
        Setting(
            "triggers.*.decay", "number", .words("no such trigger"), "0.0001 to 1000", example: "0.05",
            "Starts a search when the served metric is so far below its best since the last promotion: accuracy "
                + "points, or the share of the error for a regression."),
        Setting(
            "triggers.*.live", "true or false", .value("true"), "true, false",
            "False evaluates and records only; nothing starts."),
        Setting(
            "triggers.*.debounce", "[hits, evaluations]", .value("[3, 4]"), "1 to 100, hits at most evaluations",
            "The condition must hold in so many of the last evaluations."),
        Setting(
            "triggers.*.cool_down", "time", .value("7d"), "0s and above",
            "Stream time from the end of a search to the next firing; doubles after each search without gain."),
        Setting(
            "drills.*.bad-candidate", "whole number", .words("no drill"), "a row, from 1", example: "12000",
            "From this row on, a version trained on shuffled labels goes to the canary past the gates: a fault on "
                + "purpose, labelled drill wherever it shows."),
    ]
}
