import Dashboard
import Domain

/// A run beside its second training.
struct RunReproduction: Encodable {
    /// What of a run must be the same again.
    struct Result: Encodable, Equatable {
        /// Nil for a run that was stopped early.
        var model: ContentDigest?
        var score: MetricEstimate?
        var trainedRows: Int
        /// Nil in a record of an older program, which kept none.
        var curve: [CurvePoint]?
    }

    var pipeline: String
    var run: Int
    var stored: Result
    var rebuilt: Result
    /// Whether model, score, curve and row count are the same, bit by bit.
    var isEqual: Bool
    var seconds: Double

    /// - Throws: The worker's words where the second training had no result.
    init(pipeline: PipelineName, run: RunRecord, report: TrialReport) throws(RunFailure) {
        self.pipeline = pipeline.rawValue
        self.run = run.number
        var stored = Result(
            model: run.model, score: run.score, trainedRows: run.trainedRows, curve: run.tracking?.curve)
        switch report.outcome {
        case .completed(let score, let model, _, let trainedRows, let curve, _):
            rebuilt = Result(model: model, score: score, trainedRows: trainedRows, curve: curve)
        case .stopped(let curve):
            rebuilt = Result(
                model: nil, score: curve.estimate, trainedRows: curve.first?.trainedRows ?? 0, curve: curve)
        case .failed(let failure, let message):
            throw RunFailure(description: "the second training failed (\(failure.rawValue)): \(message)")
        }
        // A run without a curve of its own is held against the rest.
        if stored.curve?.isEmpty != false { (stored.curve, rebuilt.curve) = (nil, nil) }
        self.stored = stored
        isEqual = stored == rebuilt
        seconds = report.cost.wallSeconds
    }

    var lines: [String] {
        let rows = [
            ["model", stored.model?.hexadecimal ?? "none", rebuilt.model?.hexadecimal ?? "none"],
            ["score", Self.exact(stored.score), Self.exact(rebuilt.score)],
            ["rows", "\(stored.trainedRows)", "\(rebuilt.trainedRows)"],
        ].map { $0 + [$0[1] == $0[2] ? "equal" : "different"] }
        let verdict =
            isEqual
            ? "run \(run) came out the same, bit by bit, in \(MetricText.seconds(seconds))"
            : "run \(run) came out different; another processor or another version of XGBoost may round otherwise"
        return TableText.lines(["", "STORED", "REBUILT", ""], rows) + [verdict]
    }

    private static func exact(_ score: MetricEstimate?) -> String {
        score.map { "\($0.value) ± \($0.margin) on \($0.count)" } ?? "none"
    }
}

/// A second training without a result.
struct RunFailure: Error, CustomStringConvertible {
    var description: String
}
