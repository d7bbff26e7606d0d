import Domain

extension SettingTable {
    /// When labels come, and what is made of those that are late, differ, are missing or were chosen.
    static let labels: [Setting] = [
        Setting(
            "labels.delay", "time", .value("0s"), "0s and above",
            "From the event's time to the moment its label is known."),
        Setting(
            "labels.horizon", "time", .words("ten times the delay, at least 7d"), "the delay and above", example: "90d",
            "From the event's time to the moment at which a prediction without a label expires, or has the label that "
                + "labels.implicit names."),
        Setting(
            "labels.retention", "time", .words("the horizon"), "the horizon and above", example: "90d",
            "From the event's time to the moment until which a late label is taken: later trainings learn it, and "
                + "`flywheel performance` restates what was reported without it. A label without a known prediction "
                + "waits as long for it."),
        Setting(
            "labels.implicit", "class or number", .words("none, such a prediction expires"),
            "a class of the classification, or a number", example: "DOWN",
            "What it means that no label came within the horizon, such as no click. It is scored, compared and trained on as "
                + "a label is, and kept and counted apart from those that came; one that comes later wins over it in "
                + "training. Whether both arms get their labels alike is not tested then, as all predictions have one."),
        Setting(
            "labels.complete", "share", .value("0.95"), "0.5 to 1",
            "Share of the labels that must have come before a stretch of the stream counts as labelled: the realised "
                + "metric is that of the stream up to there."),
        Setting(
            "labels.conflict", "word", .value("refuse"),
            Setting.list([
                ("refuse", "the known label stays, and the caller is told 409"),
                ("last-writer", "the newer label takes its place"),
                ("vote", "what most sources say holds, each with one vote; classifications only"),
            ]),
            "What another label than the known one does where the caller does not say supersedes. Each is counted and kept."
        ),
        Setting(
            "labels.sampling", "share", .value("1"), "above 0, at most 1", example: "0.05",
            "The smallest chance with which the label of a prediction is asked for. Feedback names its own as "
                + "sampling_probability: metrics count it as 1 ÷ that many predictions, and canaries, guardrails and the "
                + "detector see an even sample, each prediction with this chance."),
        Setting(
            "labels.audit", "share", .words("0.02, or 0 where labels.sampling is 1"), "0 to 1", example: "0.05",
            "Share of the predictions, drawn by their numbers, whose answer says \"audit\": true: their labels are to be told "
                + "whatever was answered, with labels.audit as their chance where they would not have been asked for "
                + "otherwise (labels.sampling is that much at most, then). A metric of them alone stands beside the weighted one, so that labels which were chosen "
                + "wrongly are seen. Of answers that another server tells (champion: external) none is drawn."),
        Setting(
            "labels.tolerance", "time", .value("1s"), "0s to 1d", example: "5s",
            "How far the time may be that feedback names beside a unit (source.unit) in the place of an id: the nearest "
                + "prediction of the unit within it is meant. 0s: feedback needs an id."),
    ]
}
