package import Domain

/// Carries one trial out: fits the features, trains, and scores on rows it was not trained on.
package enum TrialRunner {
    /// What a trial gives.
    package struct Result: Sendable {
        package var model: Model
        package var score: MetricEstimate?
        package var trainedRows: Int
    }

    /// - Parameters:
    ///   - assignment: The recipe with its rows.
    ///   - dataset: All rows of the dataset, oldest first.
    ///   - progress: Gets the done share, 0–1.
    /// - Returns: The model and its score.
    /// - Throws: ``TrialError`` where the recipe or the rows cannot be trained on.
    package static func run(
        _ assignment: TrialAssignment, dataset: [LabelledEvent], progress: (Double) -> Void
    ) throws(TrialError) -> Result {
        let all = 0..<dataset.count
        guard assignment.trainingRows.clamped(to: all) == assignment.trainingRows,
            assignment.validationRows.clamped(to: all) == assignment.validationRows
        else {
            throw TrialError(
                .invalid,
                "the dataset has \(dataset.count) rows; the trial trains on \(assignment.trainingRows) "
                    + "and is scored on \(assignment.validationRows)")
        }
        let specification = assignment.specification
        var rows = Array(dataset[assignment.trainingRows].suffix(max(0, specification.window)))
        guard rows.count >= 10 else {
            throw TrialError(.invalid, "\(rows.count) training rows; at least 10 are needed")
        }
        guard rows.allSatisfy({ $0.truth.number.isFinite }) else {
            throw TrialError(.invalid, "a training row's label is not a finite number")
        }
        if specification.shufflesLabels { shuffleLabels(of: &rows, seed: specification.seed) }
        let features = FittedFeatures(
            rows: rows, columns: assignment.columns, features: assignment.features, recipe: specification.features,
            task: assignment.task, style: LearnerRecipe.of(specification.learner).style)
        guard specification.learner.fits(assignment.task) else {
            throw TrialError(.invalid, "\(specification.learner.rawValue) cannot answer this pipeline's question")
        }
        guard features.featureCount > 0 else { throw TrialError(.invalid, "the recipe has no features") }
        let model =
            if let make = LearnerRecipe.of(specification.learner).make {
                online(rows, features, assignment, make, progress)
            } else {
                try trees(rows, features, assignment, progress)
            }
        return Result(
            model: model, score: score(model, on: dataset[assignment.validationRows], task: assignment.task),
            trainedRows: rows.count)
    }

    private static func trees(
        _ rows: [LabelledEvent], _ features: FittedFeatures, _ assignment: TrialAssignment, _ progress: (Double) -> Void
    ) throws(TrialError) -> Model {
        if case .classification = assignment.task, Set(rows.map(\.truth)).count < 2 {
            throw TrialError(.invalid, "all \(rows.count) training rows have the same label")
        }
        var values: [Float] = []
        values.reserveCapacity(rows.count * features.featureCount)
        var vector: [Double] = []
        var ordered = ordered(features, rows, assignment)
        for _ in rows {
            vector.removeAll(keepingCapacity: true)
            ordered.append(to: &vector)
            values += vector.lazy.map(FlatForest.single)
        }
        let objective = try TreeObjective(task: assignment.task, settings: TreeSettings(assignment.specification))
        let trainer = XGBoostTrainer(objective: objective, specification: assignment.specification)
        let forest = try trainer.train(
            values, rows: rows.count, labels: rows.map { Float($0.truth.number) }, progress: progress)
        return Model(
            specification: assignment.specification, features: features,
            predictor: TreePredictor(forest: forest, objective: objective))
    }

    private static func online(
        _ rows: [LabelledEvent], _ features: FittedFeatures, _ assignment: TrialAssignment,
        _ make: (LearnerRecipe.Making) -> any ModelPredictor, _ progress: (Double) -> Void
    ) -> Model {
        let settings = HyperparameterValues(assignment.specification)
        let predictor = make(
            LearnerRecipe.Making(
                layout: features.layout, task: assignment.task, settings: settings,
                seed: assignment.specification.seed))
        var model = Model(specification: assignment.specification, features: features, predictor: predictor)
        let passes = max(1, settings.whole("passes"))
        let tenth = max(1, rows.count * passes / 10)
        var learned = 0
        var vector: [Double] = []
        for _ in 0..<passes {
            var ordered = ordered(features, rows, assignment)
            for row in rows {
                vector.removeAll(keepingCapacity: true)
                ordered.append(to: &vector)
                model.train(vector, truth: row.truth)
                learned += 1
                if learned % tenth == 0 { progress(Double(learned) / Double(rows.count * passes)) }
            }
        }
        progress(1)
        return model
    }

    private static func ordered(
        _ features: FittedFeatures, _ rows: [LabelledEvent], _ assignment: TrialAssignment
    ) -> OrderedFeatures {
        let layout = RowMemoryLayout(assignment.features, columns: assignment.columns, task: assignment.task)
        return OrderedFeatures(features, rows: rows, layout: layout, delay: assignment.labelDelay)
    }

    /// The leading metric on rows in order; a live model learns each row after it was scored.
    private static func score(
        _ model: Model, on rows: ArraySlice<LabelledEvent>, task: LearningTask
    ) -> MetricEstimate? {
        var model = model
        let values = rows.map { row in
            let output = model.predict(row.event)
            model.learn(row)
            return switch (output, row.truth) {
            case (.value(let value), .number(let truth)): (value - truth).magnitude
            case (_, .category(let truth)): output.predictedClass == truth ? 1.0 : 0.0
            default: 0.0
            }
        }
        return MeanInterval(values).map { MetricEstimate(value: $0.mean, margin: $0.margin, count: $0.count) }
    }

    private static func shuffleLabels(of rows: inout [LabelledEvent], seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for index in rows.indices.reversed() {
            let other = generator.index(below: index + 1)
            (rows[index].truth, rows[other].truth) = (rows[other].truth, rows[index].truth)
        }
    }
}
