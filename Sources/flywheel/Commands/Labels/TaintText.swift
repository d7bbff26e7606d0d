import Dashboard
import Domain

/// What a range of labels has got into, as lines for a person.
struct TaintText {
    let taint: LabelTaint
    let pipeline: String
    /// Who serves now, where an engine runs.
    let champion: ModelVersion?

    var lines: [String] {
        guard taint.labels > 0 else { return ["No label is in the range \(taint.range.words)."] }
        return ["\(taint.labels) labels of events from \(taint.range.words)"] + datasets + models + promotions
            + taint.metrics.map { "  restated  \(Self.restated($0))" } + openRollout + offer
    }

    private var datasets: [String] {
        taint.datasets.map {
            "  dataset   \($0.digest.short) of search \($0.search): \($0.labels) of its labels, \($0.from) to \($0.through)"
        }
    }

    private var models: [String] {
        taint.models.map { model in
            let ways = [
                model.trainedOn > 0 ? "trained on \(model.trainedOn)" : nil,
                model.learnedSince > 0 ? "may have learned \(model.learnedSince) since" : nil,
            ]
            return "  model     \(model.version) \(model.summary): \(ways.compactMap(\.self).joined(separator: ", "))"
                + (model.version == champion ? "; it serves" : "")
        }
    }

    private var promotions: [String] {
        taint.promotions.map { promotion in
            let ways = [
                promotion.isOfTaintedModel ? "the model is tainted" : nil,
                promotion.wasJudgedByThem ? "such labels spoke for it" : nil,
            ]
            return "  promotion \(promotion.candidate) at \(promotion.at): "
                + ways.compactMap(\.self).joined(separator: ", ")
        }
    }

    private var openRollout: [String] {
        taint.openRollout.map { ["  canary    rollout \($0) is open: it is held with the retraction"] } ?? []
    }

    private var offer: [String] {
        guard !taint.models.isEmpty else { return ["No version has learned any of them."] }
        guard let clean = taint.lastClean else {
            return ["No former champion is clean: `flywheel retrain \(pipeline)`."]
        }
        if clean == champion { return ["\(clean) serves and is clean."] }
        return [
            "The last clean champion is \(clean): `flywheel undo \(pipeline) --model \(clean) --reason …` brings it back."
        ]
    }

    /// `v2 accuracy .812 of 500 → .874 of 312`.
    static func restated(_ metric: LabelTaint.Restatement) -> String {
        let after = metric.after.map { "\(MetricText.amount($0)) of \(metric.labelsAfter)" } ?? "no label left"
        return
            "\(metric.version) \(metric.metric) \(MetricText.amount(metric.before)) of \(metric.labelsBefore) → \(after)"
    }
}
