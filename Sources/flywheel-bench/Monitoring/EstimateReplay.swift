import Domain
import Foundation
import Tracking

/// Replays a pipeline and sets its recorded estimates beside what the labels said later.
struct EstimateReplay {
    private static let eventsInStretch = 1_000
    private static let delay = TimeSpan.days(30)
    /// As many rows as the estimate's reference holds.
    static let knownRows = 1_000

    /// An answer of the version that served, with its label.
    struct Answer {
        let event: Int64
        let time: Timestamp
        let output: Output
        /// 1 or 0 for a class, right or not; a number's absolute error.
        let score: Double
        let truth: Int
    }

    struct Answers {
        let all: [Answer]
        /// Places in `all`.
        let stretches: [Range<Int>]
        let runs: [EstimateRun]

        /// The newest answers whose labels were known at a stretch's end.
        func known(at stretch: Range<Int>) -> Range<Int> {
            let moment = all[stretch.upperBound - 1].time - EstimateReplay.delay
            let end = all[..<stretch.lowerBound].lastIndex { $0.time <= moment }.map { $0 + 1 } ?? 0
            return max(0, end - EstimateReplay.knownRows)..<end
        }
    }

    let program: Program

    /// - Throws: ``BenchError`` where the replay fails.
    func answers(_ scenario: EstimateScenario) throws -> Answers {
        let scratch = try ScratchFolder("estimate")
        let workspace = try scratch.workspace(
            pipeline: scenario.pipeline.rawValue, try scenario.text(program.demoData))
        let state = scratch.url.appending(path: "state")
        _ = try program.replay(workspace, state: state, ["--approve", "automatic"])
        let history = try SQLiteHistory(reading: state.appending(path: "flywheel.db").path)
        let all = try answers(history, scenario.pipeline)
        let points = try history.points(scenario.pipeline, limit: .max)
        try scratch.remove()
        let starts = stride(from: 0, to: all.count - Self.eventsInStretch + 1, by: Self.eventsInStretch)
        let stretches = starts.map { $0..<($0 + Self.eventsInStretch) }
        let measured = Answers(all: all, stretches: stretches, runs: [])
        return Answers(
            all: all, stretches: stretches,
            runs: [ours(points, measured, scenario), plain(points, measured, scenario)])
    }

    private func answers(_ history: SQLiteHistory, _ pipeline: PipelineName) throws -> [Answer] {
        let query = LabelledEventQuery(
            pipeline: pipeline, throughSequence: .max, events: 0...Int64.max, limit: .max, skipping: nil, excluded: [])
        return try history.labelledEvents(query).compactMap { scored in
            guard let prediction = scored.prediction, prediction.champion != .baseline else { return nil }
            let output = prediction.championOutput
            let (score, truth): (Double, Int)
            switch (scored.labelled.truth, output) {
            case (.category(let label), .probabilities):
                (score, truth) = (output.predictedClass == label ? 1 : 0, label)
            case (.number(let number), .value(let value)): (score, truth) = ((number - value).magnitude, 0)
            default: return nil
            }
            let event = scored.labelled.event
            return Answer(event: event.id, time: event.time, output: output, score: score, truth: truth)
        }
    }

    private func ours(_ points: [MetricPoint], _ answers: Answers, _ scenario: EstimateScenario) -> EstimateRun {
        run("ours", answers, scenario) { stretch in
            let end = answers.all[stretch.upperBound - 1].time
            let start = answers.all[stretch.lowerBound].time
            let point = points.last { $0.time <= end && $0.time > start }
            return (point?.estimated, point?.doubt?.words)
        }
    }

    /// What the newest known labels say is taken for what holds now, at the stretches of which ours says something.
    private func plain(_ points: [MetricPoint], _ answers: Answers, _ scenario: EstimateScenario) -> EstimateRun {
        run("the newest 1,000 labels known", answers, scenario) { stretch in
            let known = answers.known(at: stretch)
            guard known.count == Self.knownRows else { return (nil, nil) }
            return (answers.all[known].reduce(0) { $0 + $1.score } / Double(known.count), nil)
        }
    }

    func run(
        _ method: String, _ answers: Answers, _ scenario: EstimateScenario,
        _ estimate: (Range<Int>) -> (value: Double?, doubt: String?)
    ) -> EstimateRun {
        let stretches = answers.stretches.map { stretch in
            let rows = answers.all[stretch]
            let found = estimate(stretch)
            return EstimateStretch(
                firstEvent: rows.first?.event ?? 0, events: rows.count, estimate: found.value, doubt: found.doubt,
                realised: rows.reduce(0) { $0 + $1.score } / Double(rows.count))
        }
        let mean = stretches.reduce(0) { $0 + $1.realised } / Double(max(stretches.count, 1))
        return EstimateRun(
            stream: scenario.words, method: method, limit: scenario.isOfClasses ? 0.03 : mean / 10,
            stretches: stretches)
    }
}
