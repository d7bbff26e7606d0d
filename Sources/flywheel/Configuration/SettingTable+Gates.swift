import Domain

extension SettingTable {
    /// A gate a line, with what it asks.
    private static let gateNames = Setting.list(GateResult.Gate.allCases.map { ($0.rawValue, $0.question) })

    static let gates: [Setting] = [
        Setting(
            "gates.required", "list of words",
            .words("integrity, smoke, holdout, champion, robustness; others where measured"),
            gateNames, example: "[calibration, sanity]",
            "Gates that must pass; what one of these cannot measure rejects, too."),
        Setting(
            "gates.advisory", "list of words", .words("calibration, latency, sanity"), gateNames,
            example: "[old-windows]", "Gates that are shown and never reject."),
        Setting(
            "gates.margin", "loss", .value("0.02"), "0 to 1",
            "How much worse than the champion a candidate may be on the newest holdout."),
        Setting(
            "gates.proof", "word", .value("estimate"),
            Setting.list([
                ("estimate", "the mean difference is within margin; the canary goes on testing it"),
                ("non-inferior", "its whole 95 % interval is within margin"),
                ("superior", "its whole 95 % interval is on the better side"),
            ]), "What the comparison with the champion on the newest holdout must show."),
        Setting(
            "gates.fresh_rows", "whole number", .value("50"), "2 and above",
            "Labelled rows since the training cut without which nothing is judged."),
        Setting("gates.replay_windows", "whole number", .value("3"), "1 to 20", "Old windows that are replayed."),
        Setting(
            "gates.replay_rows", "whole number", .value("200"), "20 and above, at most half of replay_every",
            "Events of one old window; they are kept from all training."),
        Setting(
            "gates.replay_every", "whole number", .value("2000"), "100 and above",
            "Events from the start of one reserved window to the next."),
        Setting(
            "gates.replay_drop", "loss", .value("0.05"), "0 to 1",
            "How much worse than the champion a candidate may be on any old window or regime."),
        Setting(
            "gates.golden_tolerance", "loss", .value("0.25"), "0 to 1",
            "Loss of an answer to a golden case of a regression that is still right; a class must be the very one."),
        Setting(
            "gates.slices", "list of columns", .words("none"), "columns of the file", example: "[price]",
            "Columns whose values cut the newest rows into parts; a number is cut into quarters."),
        Setting(
            "gates.slice_rows", "whole number", .value("100"), "20 and above",
            "Rows from which on a part, or a group of the protected column, counts."),
        Setting(
            "gates.slice_margin", "loss", .value("0.05"), "0 to 1",
            "How much worse than the champion a candidate may be on any part; more must be proven to fail."),
        Setting(
            "gates.protected", "column", .words("none"), "a column of type category or boolean, none",
            example: "customer",
            "The column whose groups must be treated alike: shares of the favourable class, of those who deserve it, of "
                + "errors."),
        Setting(
            "gates.favourable", "class", .words("the last of classes"), "one of classes, none", example: "UP",
            "The class that is good to get, for the protected column."),
        Setting(
            "gates.bias_limit", "share", .value("0.1"), "0 to 1",
            "Gap between two groups of the protected column that is fair; the interval's upper end must be within it."),
        Setting(
            "gates.calibration_error", "share", .value("0.05"), "0 to 1",
            "Mean distance of a probability from how often it comes true (ECE, 15 bins) that is allowed beyond chance."),
        Setting(
            "gates.recalibrate", "true or false", .value("false"), "true, false",
            "Whether a candidate that fails calibration is refitted where that mends it: by one temperature, a sigmoid (Platt) or "
                + "a curve (isotonic), fitted on the older half of the newest rows, whichever has the least log loss on the newer "
                + "half. The gates about its answers are run again then, and the version's record has the refit."),
        Setting(
            "gates.latency_ms", "number", .words("2, or 100 where another server is asked"), "0.0001 to 60000",
            example: "10",
            "Milliseconds that the slowest hundredth of predictions may take, another server's with the way there and back; in "
                + "lockstep never decided on."),
        Setting(
            "gates.latency_times", "number", .words("none"), "1 and above, none", example: "10",
            "Times the champion's time of a prediction that a candidate may take."),
        Setting(
            "gates.model_megabytes", "whole number", .value("100"), "1 to 1000000",
            "Size of the artifact that the latency gate allows."),
        Setting(
            "gates.memory_megabytes", "whole number", .value("none"), "1 to 1000000, or none", example: "500",
            "Memory that loading the model may add to the process, by the kernel's count and at least the artifact's bytes; the "
                + "latency gate shows it, and in lockstep never decides on it."),
        Setting(
            "gates.label_coverage", "share", .value("0.8"), "0 to 1",
            "Share of the predictions past their horizon that must have a label."),
        Setting(
            "gates.reproduce_every", "whole number", .value("10"), "0 to 1000000",
            "One in so many candidates is trained a second time with its seed, and once on shuffled labels; 0 for none."
        ),
        Setting(
            "gates.reproduce_tolerance", "loss", .value("0.01"), "0 to 1",
            "Mean distance of the losses of two trainings with the same seed that is allowed."),
    ]
}

extension GateResult.Gate {
    /// What the gate asks, in a few words.
    fileprivate var question: String {
        switch self {
        case .integrity: "does it load by its digest, keep to the contract and answer the same twice"
        case .smoke: "are recorded requests answered with possible numbers"
        case .holdout: "are there enough newest rows that it was not trained on, by time and by unit"
        case .champion: "is it as good as the champion on them"
        case .oldWindows: "has it forgotten old windows and regimes"
        case .golden: "does it know every golden case"
        case .slices: "is it worse than the champion on a part of the rows"
        case .bias: "does it treat the groups of the protected column alike"
        case .calibration: "do its probabilities come true"
        case .robustness: "does it answer missing, wild and unknown values"
        case .latency: "is it fast and small enough"
        case .data: "did its training data keep the rules, without a leak"
        case .reproducibility: "does a second training give the same"
        case .sanity: "does it beat answers without a model, and learn nothing from shuffled labels"
        }
    }
}
