import Domain

/// Follows a range of labels through datasets, versions and promotions.
struct TaintSearch {
    struct Label {
        var event: Int64
        var time: Timestamp
        /// The log entry that it came with.
        var sequence: Int64
    }

    struct Dataset {
        var search: Int
        var sequence: Int64
        var summary: DatasetSummary
    }

    private struct Score {
        var labels = 0
        var sum = 0.0
    }

    let range: LabelRange
    let labels: [Label]
    let datasets: [Dataset]
    let versions: [VersionRecord]
    let rollouts: [RolloutRecord]
    let triggers: [TriggerRecord]
    private var before: [ModelVersion: Score] = [:]
    private var after: [ModelVersion: Score] = [:]
    private var metric = ""

    init(
        range: LabelRange, labels: [Label], datasets: [Dataset], versions: [VersionRecord],
        rollouts: [RolloutRecord], triggers: [TriggerRecord]
    ) {
        self.range = range
        self.labels = labels
        self.datasets = datasets
        self.versions = versions
        self.rollouts = rollouts
        self.triggers = triggers
    }

    /// Counts an answer for the version that gave it.
    mutating func score(
        _ record: PredictionRecord, _ truth: Double, _ event: Int64, at time: Timestamp, _ task: LearningTask
    ) {
        let isCandidate = record.arm == .candidate
        guard record.isCounted, record.arm != .baseline,
            let output = isCandidate ? record.candidateOutput : record.championOutput,
            let version = isCandidate ? record.candidate : record.champion
        else { return }
        let value: Double
        switch (task, output) {
        case (.classification, .probabilities):
            metric = "accuracy"
            value = output.predictedClass.map { Double($0) } == truth ? 1 : 0
        case (.regression, .value(let answer)):
            metric = "mean absolute error"
            value = (answer - truth).magnitude
        case (.classification, _), (.regression, _): return
        }
        before[version, default: Score()].labels += 1
        before[version, default: Score()].sum += value
        guard !range.holds(event, at: time) else { return }
        after[version, default: Score()].labels += 1
        after[version, default: Score()].sum += value
    }

    var taint: LabelTaint {
        var taint = LabelTaint(range: range)
        taint.labels = labels.count
        guard !labels.isEmpty else { return taint }
        taint.datasets = taintedDatasets
        taint.models = models(trainedOn: taint.datasets)
        taint.promotions = promotions(of: taint.models)
        taint.metrics = restatements
        taint.openRollout = rollouts.last { !$0.state.isEnded }?.number
        taint.lastClean = lastClean(besides: taint.models)
        return taint
    }

    private var taintedDatasets: [LabelTaint.Dataset] {
        datasets.compactMap { dataset in
            let summary = dataset.summary
            let count = labels.count {
                $0.event <= summary.lastEvent && $0.time >= summary.from && $0.sequence < dataset.sequence
            }
            guard count > 0 else { return nil }
            return LabelTaint.Dataset(
                search: dataset.search, digest: summary.digest, from: summary.from, through: summary.validatedThrough,
                labels: count)
        }
    }

    /// A live version has learned every label since its dataset that came while it was loaded; when it was let go is not
    /// kept, so all that came since count.
    private func models(trainedOn tainted: [LabelTaint.Dataset]) -> [LabelTaint.Model] {
        versions.compactMap { version in
            let trainedOn = tainted.first { $0.search == version.search }?.labels ?? 0
            var learnedSince = 0
            if version.specification.updates == .live,
                let dataset = datasets.first(where: { $0.search == version.search })
            {
                learnedSince = labels.count { $0.sequence > dataset.sequence || $0.event > dataset.summary.lastEvent }
            }
            guard trainedOn + learnedSince > 0 else { return nil }
            return LabelTaint.Model(
                version: version.version, summary: version.summary, trainedOn: trainedOn, learnedSince: learnedSince)
        }
    }

    private func promotions(of models: [LabelTaint.Model]) -> [LabelTaint.Promotion] {
        rollouts.compactMap { rollout in
            guard let promoted = rollout.transitions.last(where: { $0.to == .promoting || $0.to == .baking }),
                let start = rollout.transitions.first?.streamTime
            else { return nil }
            let isOfTaintedModel = models.contains { $0.version == rollout.candidate }
            let wasJudgedByThem = labels.contains { $0.time >= start && $0.time <= promoted.streamTime }
            guard isOfTaintedModel || wasJudgedByThem else { return nil }
            return LabelTaint.Promotion(
                rollout: rollout.number, candidate: rollout.candidate, at: promoted.streamTime,
                isOfTaintedModel: isOfTaintedModel, wasJudgedByThem: wasJudgedByThem)
        }
    }

    private var restatements: [LabelTaint.Restatement] {
        before.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { version in
            guard let told = before[version] else { return nil }
            let left = after[version] ?? Score()
            guard left.labels < told.labels else { return nil }
            return LabelTaint.Restatement(
                version: version, metric: metric, labelsBefore: told.labels, before: told.sum / Double(told.labels),
                labelsAfter: left.labels, after: left.labels == 0 ? nil : left.sum / Double(left.labels))
        }
    }

    private func lastClean(besides models: [LabelTaint.Model]) -> ModelVersion? {
        let deployed = triggers.filter { $0.outcome == .deployed }.map(\.number)
        let first = versions.filter { deployed.contains($0.search) }.map(\.version)
        let promoted = rollouts.filter { $0.state == .promoted }.map(\.candidate)
        let served = first + promoted + rollouts.map(\.champion)
        return served.filter { version in
            versions.contains { $0.version == version } && !models.contains { $0.version == version }
        }.max { $0.rawValue < $1.rawValue }
    }
}
