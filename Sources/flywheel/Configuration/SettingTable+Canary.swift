import Domain

extension SettingTable {
    static let canary: [Setting] = [
        Setting(
            "canary.steps", "list of percents", .value("[5, 25, 50, 100]"), "growing, above 0, at most 100",
            "Shares of the traffic that the candidate takes, step by step; 100 is the promotion itself."),
        Setting(
            "canary.mode", "word", .value("ramp"),
            Setting.list([
                ("ramp", "step by step, as steps says"),
                ("blue-green", "tested in the shadow, then all traffic moves at once and the bake begins"),
                ("shadow", "as blue-green, but only a person lets the traffic move"),
                ("split", "an A/B comparison: split_share of the units, until their outcomes differ; see split_metric"),
            ]),
            "How a candidate meets the traffic. In the shadow it answers each event, nobody is given its answers, and labels "
                + "compare it with the champion."),
        Setting(
            "canary.shadow_pairs", "whole number", .value("0"), "0 and above", example: "100",
            "Labelled events on which both models were scored that a candidate collects in the shadow before its first step."
        ),
        Setting(
            "canary.shadow_time", "time", .value("0s"), "0s and above", example: "6h",
            "Stream time that a candidate spends in the shadow before its first step."),
        Setting(
            "canary.approval", "word", .value("promotion"), "automatic, promotion, every-step",
            "What a person is asked: nothing, the promotion, or each step as well."),
        Setting(
            "canary.min_pairs", "whole number", .value("200"), "20 and above",
            "Labelled events on which both models were scored that a step needs at least."),
        Setting(
            "canary.min_time", "time", .value("1h"), "0s and above", "Stream time that a step takes at least."),
        Setting(
            "canary.max_time", "time", .words("3d and labels.delay, as far as min_time and deadline let it"),
            "min_time and above", example: "3d", "Stream time after which an undecided step is held for a person."),
        Setting(
            "canary.deadline", "time", .words("7d and labels.delay, or max_time where that is longer"),
            "max_time and above", example: "7d",
            "Stream time after which a canary that still has no verdict ends, as at_deadline says."),
        Setting(
            "canary.at_deadline", "word", .words("roll-back where approval is automatic, else hold"), "hold, roll-back",
            example: "hold", "What happens at the deadline: a person decides, or the candidate goes."),
        Setting(
            "canary.bake_pairs", "whole number", .value("200"), "1 and above",
            "Labelled events for which the old champion stays loaded after a promotion, ready to come back; bake_time beside it."
        ),
        Setting(
            "canary.bake_time", "time", .value("1d"), "0s and above",
            "Stream time for which the old champion stays loaded after a promotion at least."),
        Setting(
            "canary.margin", "loss", .value("0.02"), "0 to 0.99", "Loss against the champion that counts as no harm."),
        Setting(
            "canary.critical_margin", "loss", .value("0.05"), "margin to 0.99",
            "Loss at which a proven harm ends a canary before its minimum of pairs."),
        Setting(
            "canary.alpha", "chance", .value("0.05"), "0.000001 to 0.5",
            "Chance, over a whole attempt, that an equal candidate is called harmful, or a harmful one passes."),
        Setting(
            "canary.start", "word", .value("automatic"), "automatic, approval",
            "Who lets a candidate that has passed its gates begin."),
        Setting(
            "canary.two_person", "true or false", .value("false"), "true, false",
            "Whether a promotion needs the approval of two users; a roll back never does."),
        Setting(
            "canary.owners", "list of users", .value("none"), "user names, or none", example: "[ann, bo]",
            "Who may let a version past a failed gate (override) or past the tests (promote); none for anybody. A roll back is "
                + "everybody's."),
        Setting(
            "canary.newcomer", "word", .value("queue"),
            Setting.list([
                ("queue", "it waits in line until the canary has ended"),
                ("replace", "it takes the place of a canary that is not promoted yet"),
                ("race", "up to three race in the shadow on min_pairs events, and the best goes on; later ones wait"),
            ]),
            "What a person's own candidate (recall, retry, override) does while a canary runs. An undo never waits in line: "
                + "it takes the canary's place where that is replaced, else the canary is rolled back first."),
        Setting(
            "canary.freeze_windows", "list of windows", .value("[]"), "DAY HH:MM to DAY HH:MM, daily HH:MM to HH:MM",
            example: "[fri 18:00 to mon 06:00]",
            "Hours of stream time, in UTC, in which the candidate's share does not grow; a roll back is never kept waiting."
        ),
        Setting(
            "canary.max_promotions_a_day", "whole number", .value("none"), "1 and above, or none", example: "2",
            "Promotions within 24 hours of stream time; more wait."),
        Setting(
            "canary.warming_time", "time", .value("10m"), "0s and above",
            "Stream time from which on a candidate whose answers are not valid, or for which there is not memory enough, is "
                + "at fault."),
        Setting(
            "canary.approval_reminder", "time", .value("1d"), "0s and above",
            "Wall time after which an approval that is waited for raises an alert; a run in lockstep has no wall time."),
        Setting(
            "canary.at_approval_deadline", "word", .value("hold"),
            Setting.list([
                ("hold", "the canary stays where it is until a person decides"),
                ("roll-back", "the candidate goes; one that waits for its start is cancelled"),
            ]),
            "What else happens after approval_reminder."),
        Setting(
            "canary.sample_ratio_alpha", "chance", .value("0.001"), "0 to 0.5",
            "Chance, over one step, that traffic split as it was meant holds the canary; 0 turns the check off."),
        Setting(
            "canary.error_limit", "whole number", .value("4"), "1 to 1000000",
            "Measurements in a row that could not be made (a loss that is no number, a source or a traffic plane that cannot "
                + "be reached) before the canary is at fault and its share frozen. A commit that the store does not take is "
                + "tried again as often, a second apart, before the engine ends."),
        Setting(
            "canary.error_deadline", "time", .value("1h"), "0s and above",
            "Stream time at fault after which the candidate is rolled back."),
        Setting(
            "canary.error_share", "share", .value("0.01"), "0.0001 to 0.5",
            "Requests that a candidate on another server may leave unanswered; when it is proven to leave more, it is rolled "
                + "back."),
        Setting(
            "canary.harm_budget", "loss", .value("none"), "above 0, or none", example: "20",
            "Extra bad outcomes that users may have from a candidate, as a sum of losses beyond the champion's, before it "
                + "is rolled back. Of an A/B comparison: how much of the metric the candidate's units have come short of the "
                + "champion's, together."),
        Setting(
            "canary.promotion_budget", "loss", .words("margin"), "above 0, or none", example: "0.03",
            "Mean loss that promotions may add up to since a version was last proven better than the one before it, so that "
                + "many harmless steps are no harm; a promotion beyond it is held. As much as one promotion alone may cost, "
                + "unless you say otherwise. An A/B comparison does not count in it: its outcomes are no losses."),
        Setting(
            "canary.guardrail_alpha", "chance", .value("0.05"), "0 to 0.5",
            "Chance, over a whole attempt, that any guardrail takes out a candidate that keeps to its limits. It is split among "
                + "those that are on: each of gates.slices (limit gates.slice_margin on any part of gates.slice_rows pairs), "
                + "gates.protected (gates.bias_limit: how much further a group may fall behind the others than with the "
                + "champion), error_margin, score_shift, latency; 0 turns all off."),
        Setting(
            "canary.guardrails", "word", .value("settled"),
            Setting.list([
                ("settled", "those that pass within min_pairs more, at what they have seen so far"),
                ("all", "every one, however rare what it watches is: it may keep a good candidate until its deadline"),
            ]),
            "Which guardrails have to pass before a promotion; the others are advisory. One that is proven to be broken takes "
                + "the candidate out in either case."),
        Setting(
            "canary.error_margin", "share", .value("0.01"), "0 to 1",
            "Share of the candidate's answers, beyond the champion's, that may be no number or nothing at all."),
        Setting(
            "canary.score_shift", "share", .value("none"), "0 to 1, or none", example: "0.5",
            "Share of the answers by which a class may become more or less frequent than with the champion on the same events; "
                + "of a number the mean distance, on the loss scale. It needs min_pairs answers and no label, and "
                + "takes a candidate out that rightly follows a world that has turned: give it where the answers' mix is "
                + "steady."),
        Setting(
            "canary.rollback_window", "whole number", .value("3"), "0 to 20",
            "Former champions that stay loaded for an undo."),
    ]

    static let split: [Setting] = [
        Setting(
            "canary.split_share", "percent", .value("50"), "above 0 and below 100",
            "Share of the units that the candidate answers in an A/B comparison (canary.mode: split)."),
        Setting(
            "canary.split_metric", "word", .value("reward"),
            Setting.list([
                ("reward", "the sum of the rewards that feedback tells of a unit's predictions, 0 where it tells none"),
                ("loss", "the mean loss of what a unit was answered, by its labels"),
            ]),
            "The outcome of a unit in an A/B comparison. It is taken from what each arm's units came to, for where the answer "
                + "changes what happens; elsewhere the paired losses of a ramp need far fewer events."),
        Setting(
            "canary.split_goal", "word", .value("higher"), "higher, lower",
            "Which reward is the better one."),
        Setting(
            "canary.split_effect", "number", .value("0.1"), "0.0001 to 10",
            "The differences that the test is tuned to, in standard deviations of a unit's outcome; it is right for all. "
                + "`flywheel canary power` says how many units an effect needs."),
        Setting(
            "canary.split_margin", "number", .value("0"), "0 to 1000000000",
            "How much worse than the champion, in the metric's unit, counts as no harm; 0 asks for a candidate that is "
                + "better."),
        Setting(
            "canary.split_window", "time", .value("1d"), "above 0s, at most labels.horizon",
            "Stream time from a unit's first prediction for which its outcomes count: each unit is read once, at this age, so "
                + "that the arms are compared at equal age."),
        Setting(
            "canary.split_units", "whole number", .value("none"), "40 and above, or none", example: "20000",
            "Units of both arms at which a test of fixed horizon looks, once and never before; none for the sequential test, "
                + "which may be looked at all the time."),
    ]
}
