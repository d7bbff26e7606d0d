import Domain
import Testing

@testable import flywheel

/// One way to be wrong each: a pipeline file and all that is said about it.
struct PipelineFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var problems: [String]

        var testDescription: String { problems.first ?? "accepted" }

        /// The good file with more lines.
        init(adding lines: String, _ problems: String...) {
            text = "\(ScratchWorkspace.pipeline)\n\(lines)\n"
            self.problems = problems
        }

        /// The good file with one line replaced.
        init(_ line: String, becomes other: String, _ problems: String...) {
            text = ScratchWorkspace.pipeline.replacing(line, with: other)
            self.problems = problems
        }
    }

    private static let classLearners =
        "boosted-trees, random-forest, linear, naive-bayes, hoeffding-tree, hoeffding-adaptive-tree, "
        + "adaptive-random-forest, leveraging-bagging, streaming-random-patches, streaming-boosted-trees, "
        + "nearest-neighbours, perceptron, no-change, majority-class"

    private static let source = "source: {file: data.csv, time: time, target: y}"
    private static let columns = "columns: {id: number, price: number, kind: category}"

    static let keys: [Case] = [
        Case(adding: "", ""),
        Case(adding: "canery: {alpha: 0.1}", "pipelines/p.yaml:6: canery is not a key; did you mean canary?"),
        Case(
            adding: "canary:\n  mim_pairs: 50",
            "pipelines/p.yaml:7: canary.mim_pairs is not a key; did you mean min_pairs?"),
        Case(adding: "min_pairs: 50", "pipelines/p.yaml:6: min_pairs is not a key; did you mean canary.min_pairs?"),
        Case(
            adding: "labels_are: here",
            "pipelines/p.yaml:6: labels_are is not a key; known are task, classes, protected, source, columns, labels, "
                + "validation, features, initial, live, search, gates, canary, champion, monitors, triggers, drills, candidate"
        ),
        Case(
            adding: "gates: [1, 2]",
            "pipelines/p.yaml:6: gates is [1, 2]; use a map with required, advisory, margin, proof, fresh_rows, "
                + "replay_windows, replay_rows, replay_every, replay_drop, golden_tolerance, slices, slice_rows, "
                + "slice_margin, protected, favourable, bias_limit, calibration_error, recalibrate, latency_ms, latency_times, "
                + "model_megabytes, memory_megabytes, label_coverage, reproduce_every, reproduce_tolerance"),
        Case(
            adding: "validation:",
            "pipelines/p.yaml:6: validation is empty; use a map with key, lateness, batch_rows, "
                + "quarantine_share, missing_share, batch_span"),
        Case(
            "task: classification", becomes: "task: ranking",
            "pipelines/p.yaml:1: task is \"ranking\"; use classification or regression"),
        Case(
            "task: classification\n", becomes: "",
            "pipelines/p.yaml:1: task is missing; give classification or regression"),
        Case(
            "task: classification", becomes: "task: regression",
            "pipelines/p.yaml:2: classes is given; a regression has none; remove the key"),
        Case(
            "classes: [DOWN, UP]\n", becomes: "",
            "pipelines/p.yaml:1: classes is missing; give a list of 2 to 100 different labels"),
        Case(
            "classes: [DOWN, UP]", becomes: "classes: [UP, UP]",
            "pipelines/p.yaml:2: classes is [UP, UP]; use a list of 2 to 100 different labels"),
    ]

    static let sources: [Case] = [
        Case(
            source, becomes: "source: {time: time, target: y}",
            "pipelines/p.yaml:3: source.file is missing; give the path of a CSV file"),
        Case("\(source)\n", becomes: "", "pipelines/p.yaml:1: source is missing; give a map with file and target"),
        Case(
            "data.csv", becomes: "dota.csv",
            "pipelines/p.yaml:3: source.file is not usable: WORKSPACE/dota.csv: cannot be opened; check that it exists and "
                + "may be read; give a CSV file with a header"),
        Case(
            "target: y", becomes: "target: z",
            "pipelines/p.yaml:3: source.target is \"z\", no column of the file; did you mean y?",
            "pipelines/p.yaml:4: warning: columns is without y; what is not named is ignored"),
        Case(
            "time: time", becomes: "time: moment",
            "pipelines/p.yaml:3: source.time is \"moment\", no column of the file; its columns are time, id, price, kind, y",
            "pipelines/p.yaml:4: warning: columns is without time; what is not named is ignored"),
        Case(
            "time: time", becomes: "time: kind",
            "pipelines/p.yaml:3: source.time is \"kind\", which holds no two dates and times; name a column such as "
                + "2020-05-01T12:30, or none",
            "pipelines/p.yaml:4: columns.kind is source.time already; take it out of columns",
            "pipelines/p.yaml:4: warning: columns is without time; what is not named is ignored"),
        Case(
            "target: y", becomes: "target: y, speed: fast",
            "pipelines/p.yaml:3: source.speed is \"fast\"; use max, 50/s or x50"),
        Case(
            "target: y", becomes: "target: y, speed: -5/s",
            "pipelines/p.yaml:3: source.speed is \"-5/s\"; use max, 50/s or x50"),
        Case(
            "target: y", becomes: "target: y, preroll_rows: 1.5",
            "pipelines/p.yaml:3: source.preroll_rows is \"1.5\"; use a whole number from 0"),
        Case(
            "\(columns)\n", becomes: "",
            "pipelines/p.yaml:1: columns is missing; name each feature column with its type"),
        Case(
            columns, becomes: "columns: [id, price]",
            "pipelines/p.yaml:4: columns is [id, price]; use a map of columns with their types"),
        Case(
            columns, becomes: "columns: {}",
            "pipelines/p.yaml:4: warning: columns is without id, price, kind; what is not named is ignored",
            "pipelines/p.yaml:4: columns is empty; name at least one column, or features to predict from"),
        Case(
            "price: number", becomes: "prise: number",
            "pipelines/p.yaml:4: columns.prise is no column of the file; did you mean price?",
            "pipelines/p.yaml:4: warning: columns is without price; what is not named is ignored"),
        Case(
            "price: number", becomes: "price: number, y: category",
            "pipelines/p.yaml:4: columns.y is source.target already; take it out of columns"),
        Case(
            "price: number", becomes: "price: float",
            "pipelines/p.yaml:4: columns.price is \"float\"; use number, category, boolean, time"),
        Case(
            "price: number", becomes: "price: {range: [0, 9]}",
            "pipelines/p.yaml:4: columns.price.type is missing; give number, category, boolean, time"),
        Case(
            "price: number", becomes: "price: {type: number, range: [9, 0]}",
            "pipelines/p.yaml:4: columns.price.range is [9, 0]; use [low, high] with low below high"),
        Case(
            "price: number", becomes: "price: {type: number, range: [0, .nan]}",
            "pipelines/p.yaml:4: columns.price.range is [0, .nan]; use [low, high] with low below high"),
        Case(
            "price: number", becomes: "price: {type: number, rang: [0, 9]}",
            "pipelines/p.yaml:4: columns.price.rang is not a key; did you mean range?"),
        Case(
            "kind: category", becomes: "kind: {type: category, range: [0, 9]}",
            "pipelines/p.yaml:4: columns.kind.range is given for a category; only a number has one; remove it"),
        Case(
            "price: number", becomes: "price: {type: number, values: [a]}",
            "pipelines/p.yaml:4: columns.price.values is given for a number; only a category has them; remove it"),
        Case(
            "kind: category", becomes: "kind: {type: category, values: []}",
            "pipelines/p.yaml:4: columns.kind.values is empty; name at least one"),
        Case(
            "kind: category", becomes: "kind: {type: category, values: [a, a]}",
            "pipelines/p.yaml:4: columns.kind.values is [a, a], one of them twice; name each once"),
        Case(
            "kind: category", becomes: "kind: {type: category, missing: never}",
            "pipelines/p.yaml:4: columns.kind.missing is \"never\"; use allowed or refused"),
        Case(
            "kind: category", becomes: "kind: {type: category, feature: maybe}",
            "pipelines/p.yaml:4: columns.kind.feature is \"maybe\"; use true or false"),
    ]

    static let values: [Case] = [
        Case(
            "delay: 1h", becomes: "delay: one hour",
            "pipelines/p.yaml:5: labels.delay is \"one hour\"; use a time such as 30m, 1h30m or 7d"),
        Case(
            "delay: 1h", becomes: "delay: 1h, horizon: 30m",
            "pipelines/p.yaml:5: labels.horizon is 30m; use at least the delay, 1h"),
        Case(
            adding: "validation: {key: [name], quarantine_share: 2}",
            "pipelines/p.yaml:6: validation.key is [name]; use a list of id, price, kind, time",
            "pipelines/p.yaml:6: validation.quarantine_share is \"2\"; use a number from 0 to 1"),
        Case(
            adding: "validation: {batch_span: [2d, 1d]}",
            "pipelines/p.yaml:6: validation.batch_span is [2d, 1d]; use [shortest, longest]"),
        Case(
            adding: "features: {lags: [30m, 1d]}",
            "pipelines/p.yaml:6: features.lags is [30m, 1d]; use a list of times, none shorter than labels.delay (1h)"),
        Case(
            adding: "features: {calendar: [hour, minute]}",
            "pipelines/p.yaml:6: features.calendar[1] is \"minute\"; use one of hour, weekday, month"),
        Case(
            "time: time, ", becomes: "",
            "pipelines/p.yaml:4: warning: columns is without time; what is not named is ignored"),
        Case(
            adding: "initial: {rows: 10, updates: live}",
            "pipelines/p.yaml:6: initial.rows is \"10\"; use a whole number from 50",
            "pipelines/p.yaml:6: initial.updates is live; boosted-trees cannot go on learning; use frozen"),
        Case(
            adding: "search: {windows: [500, 500], learners: [trees]}",
            "pipelines/p.yaml:6: search.learners[0] is \"trees\"; use one of \(classLearners)",
            "pipelines/p.yaml:6: search.windows is [500, 500], one of them twice; name each once"),
        Case(
            adding: "search: {learners: [linear, boosted-tree]}",
            "pipelines/p.yaml:6: search.learners[1] is \"boosted-tree\"; did you mean boosted-trees?"),
        Case(
            adding: "search: {windows: [], lags: [perhaps]}",
            "pipelines/p.yaml:6: search.windows is empty; name at least one",
            "pipelines/p.yaml:6: search.lags is [perhaps]; use a list of true, false"),
        Case(
            adding: "search: {learners: [random-forest], updates: [live]}",
            "pipelines/p.yaml:6: search.updates is [live]; none of the learners can go on learning; "
                + "use frozen or add an online learner such as linear"),
        Case(
            adding: "search: {ensemble: 1}",
            "pipelines/p.yaml:6: search.ensemble is 1; a blend takes two models; use 2 to 20, or 0 for none"),
        Case(
            adding: "search: {trials: 2, candidates: 3}",
            "pipelines/p.yaml:6: search.candidates is 3; use at most the number of trials, 2"),
        Case(
            adding: "gates: {replay_rows: 800, replay_every: 1000}",
            "pipelines/p.yaml:6: gates.replay_rows is 800; use at most half of replay_every, 500"),
        Case(
            adding: "gates: {slices: [kint, weather_in_the_city]}",
            "pipelines/p.yaml:6: gates.slices[0] is kint, which is no column; did you mean kind?",
            "pipelines/p.yaml:6: gates.slices[1] is weather_in_the_city, which is no column; use one of id, price, kind"
        ),
        Case(
            adding: "gates: {protected: price}",
            "pipelines/p.yaml:6: gates.protected is price, a number; use a column of type category or boolean; a number has "
                + "no groups"),
        Case(
            adding: "gates: {protected: prize, favourable: UPP}",
            "pipelines/p.yaml:6: gates.protected is prize, which is no column; did you mean price?",
            "pipelines/p.yaml:6: gates.favourable is UPP; did you mean UP?"),
        Case(
            adding: "gates: {required: [golden, slice], advisory: [golden]}",
            "pipelines/p.yaml:6: gates.required[1] is \"slice\"; did you mean slices?"),
        Case(
            adding: "gates: {required: [golden], advisory: [golden]}",
            "pipelines/p.yaml:6: gates.advisory is golden, which is in required, too; name it in one of the two"),
        Case(
            adding: "gates: {proof: certain, latency_times: 0.5}",
            "pipelines/p.yaml:6: gates.proof is \"certain\"; use one of estimate, non-inferior, superior",
            "pipelines/p.yaml:6: gates.latency_times is \"0.5\"; use a number from 1, or none"),
        Case(
            adding: "canary:\n  steps: [5, 50, 25]",
            "pipelines/p.yaml:7: canary.steps is [5, 50, 25]; use growing percents above 0, at most 100, not 100 alone"),
        Case(
            adding: "canary: {steps: [100]}",
            "pipelines/p.yaml:6: canary.steps is [100]; use growing percents above 0, at most 100, not 100 alone"),
        Case(
            adding: "canary: {steps: [5, x, 100]}",
            "pipelines/p.yaml:6: canary.steps is [5, x, 100]; use growing percents above 0, at most 100, not 100 alone"),
        Case(
            adding: "canary: {approval: yes}",
            "pipelines/p.yaml:6: canary.approval is \"yes\"; use one of automatic, promotion, every-step"),
        Case(
            adding: "canary: {min_time: 40d, max_time: 30d}",
            "pipelines/p.yaml:6: canary.max_time is 30d; use at least min_time, 40d"),
        Case(
            adding: "canary: {margin: 1, critical_margin: 1}",
            "pipelines/p.yaml:6: canary.margin is \"1\"; use a number from 0 to 0.99",
            "pipelines/p.yaml:6: canary.critical_margin is \"1\"; use a number from 0 to 0.99"),
        Case(
            adding: "canary: {max_time: 99d, deadline: 90d, critical_margin: 0.01}",
            "pipelines/p.yaml:6: canary.deadline is 90d; use at least max_time, 99d",
            "pipelines/p.yaml:6: canary.critical_margin is 0.01; use at least margin, 0.02"),
        Case(
            adding: "canary: {max_time: 1d}",
            "pipelines/p.yaml:6: warning: canary.max_time is 1d, but 200 pairs take about 1d10h20m; raise max_time or lower "
                + "min_pairs"),
        Case(
            adding: "canary: {max_time: 2d, deadline: 3d}",
            "pipelines/p.yaml:6: warning: canary.deadline is 3d, but 600 pairs take about 4d5h; raise deadline or lower "
                + "min_pairs"),
        Case(
            adding: "canary: {start: later, freeze_windows: [fri 18 to mon 6]}",
            "pipelines/p.yaml:6: canary.start is \"later\"; use one of automatic, approval",
            "pipelines/p.yaml:6: canary.freeze_windows is [fri 18 to mon 6]; use a list such as [fri 18:00 to mon 06:00, "
                + "daily 22:00 to 06:00]"),
        Case(
            adding: "canary: {max_promotions_a_day: 0, harm_budget: -1, promotion_budget: all}",
            "pipelines/p.yaml:6: canary.max_promotions_a_day is \"0\"; use a whole number from 1, or none",
            "pipelines/p.yaml:6: canary.harm_budget is \"-1\"; use a number above 0, or none",
            "pipelines/p.yaml:6: canary.promotion_budget is \"all\"; use a number above 0, or none"),
        Case(
            adding: "canary: {approval: automatic, two_person: true}",
            "pipelines/p.yaml:6: canary.two_person is true where approval is automatic; nobody is asked then; use approval: "
                + "promotion"),
        Case(
            adding: "canary: {error_limit: 0, rollback_window: 21, sample_ratio_alpha: 1, newcomer: row}",
            "pipelines/p.yaml:6: canary.newcomer is \"row\"; use one of queue, replace, race",
            "pipelines/p.yaml:6: canary.sample_ratio_alpha is \"1\"; use a number from 0 to 0.5",
            "pipelines/p.yaml:6: canary.error_limit is \"0\"; use a whole number from 1 to 1000000",
            "pipelines/p.yaml:6: canary.rollback_window is \"21\"; use a whole number from 0 to 20"),
        Case(
            adding: "monitors: {detector: kwin}",
            "pipelines/p.yaml:6: monitors.detector is \"kwin\"; did you mean kswin?"),
        Case(
            adding: "monitors: {detector: my own test}",
            "pipelines/p.yaml:6: monitors.detector is \"my own test\"; use one of adwin, kswin, page-hinkley, cusum, ddm, "
                + "eddm, rddm, hddm-a, hddm-w, stepd"),
        Case(
            "task: classification\nclasses: [DOWN, UP]", becomes: "task: regression\nmonitors: {detector: ddm}",
            "pipelines/p.yaml:2: monitors.detector is ddm, which counts errors of 0 or 1; a regression's loss is any number "
                + "from 0 to 1; use one of adwin, kswin, page-hinkley, cusum, hddm-a, hddm-w"),
        Case(
            "task: classification\nclasses: [DOWN, UP]", becomes: "task: regression\nmonitors: {detector: hddm-a}", ""),
        Case(
            adding: "monitors: {detector: stepd, adwin_delta: 0.01}",
            "pipelines/p.yaml:6: warning: monitors.adwin_delta is given for stepd; only adwin has it; remove it"),
        Case(adding: "monitors: {detector: hddm-w}", ""),
        Case(
            adding: "initial: {learner: quantile-regression}",
            "pipelines/p.yaml:6: initial.learner is \"quantile-regression\"; use one of \(classLearners)"),
        Case(
            adding: "monitors: {fading: 0.4, notify: mail}",
            "pipelines/p.yaml:6: monitors.fading is \"0.4\"; use a number from 0.5 to 1",
            "pipelines/p.yaml:6: monitors.notify is \"mail\"; use a command and its arguments as a list"),
        Case(
            adding: "triggers: {periodic: 30d}", "pipelines/p.yaml:6: triggers is a map; use a list, one entry a line"),
        Case(
            adding: "triggers:\n  - {live: true}",
            "pipelines/p.yaml:7: triggers.1 is without a kind; give one of periodic, new_rows, drift, decay"),
        Case(
            adding: "triggers:\n  - {periodic: 30d}\n  - {drift: 1, decay: 0.1}",
            "pipelines/p.yaml:8: triggers.2 is drift and decay in one; give one of periodic, new_rows, drift, decay"),
        Case(
            adding: "triggers: [{periodic: 0s, debounce: [4, 3]}]",
            "pipelines/p.yaml:6: triggers.1.periodic is \"0s\"; use a time above 0s, such as 30d",
            "pipelines/p.yaml:6: triggers.1.debounce is [4, 3]; use [hits, evaluations] from 1 to 100"),
        Case(
            adding: "triggers: [30d]",
            "pipelines/p.yaml:6: triggers.1 is \"30d\"; use a map with periodic, new_rows, drift, decay, live, debounce, "
                + "cool_down",
            "pipelines/p.yaml:6: triggers.1 is without a kind; give one of periodic, new_rows, drift, decay"),
        Case(
            adding: "drills: [{bad-candidate: 0}]",
            "pipelines/p.yaml:6: drills.1.bad-candidate is \"0\"; use a row"),
        Case(
            adding: "drills: [{bad-day: 10}]",
            "pipelines/p.yaml:6: drills.1.bad-day is not a key; known are bad-candidate",
            "pipelines/p.yaml:6: drills.1.bad-candidate is missing; give a row"),
    ]

    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    @Test(arguments: keys + sources + values)
    func saysAllThatIsWrong(_ example: Case) throws {
        let found = try workspace.problems(in: example.text)

        #expect(found == example.problems.filter { !$0.isEmpty })
    }

    /// Labels come an hour late.
    @Test(arguments: [
        ("", TimeSpan.hours(73), TimeSpan.hours(169)), (", min_time: 40d", .days(40), .days(40)),
        (", max_time: 30d", .days(30), .days(30)), (", deadline: 5d", .hours(73), .days(5)),
        (", deadline: 60h", .hours(60), .hours(60)),
    ])
    func givesACanaryTimeForItsLabels(_ given: String, _ maximum: TimeSpan, _ deadline: TimeSpan) throws {
        let path = try workspace.folder.write(
            ScratchWorkspace.pipeline + "\ncanary: {min_pairs: 50\(given)}\n", to: "pipelines/p.yaml")

        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()

        #expect(problems == [])
        #expect(definition?.canary.maximumTime == maximum)
        #expect(definition?.canary.deadline == deadline)
    }

    @Test func acceptsAPipelineOfLagsAlone() throws {
        let text = ScratchWorkspace.pipeline.replacing(Self.columns, with: "columns: {}") + "\nfeatures: {lags: [1h]}"

        let found = try workspace.problems(in: text)

        #expect(
            found == ["pipelines/p.yaml:4: warning: columns is without id, price, kind; what is not named is ignored"])
    }
}
