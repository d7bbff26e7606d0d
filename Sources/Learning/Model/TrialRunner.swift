package import Domain

/// Carries one trial out: fits the features, trains, and scores on rows it was not trained on, slice by slice.
package enum TrialRunner {
    /// How a trial ends.
    package enum Ending: Sendable {
        /// The model is the newest slice's.
        case completed(Result)
        /// Its mean over the slices so far was below a slice's bar.
        case stopped(curve: [CurvePoint])
    }

    /// What a trial gives.
    package struct Result: Sendable {
        package var model: Model
        package var score: MetricEstimate?
        package var trainedRows: Int
        package var curve: [CurvePoint]
        /// One a member of a blend that was chosen here.
        package var votes: [Int]?
    }

    /// - Parameters:
    ///   - assignment: The recipe with its slices.
    ///   - dataset: All rows of the dataset, oldest first.
    ///   - base: The model that training begins from; nil from nothing.
    ///   - members: The models that the assignment names for a blend's members; empty where it names none.
    ///   - programs: Has learners of the user's own learn; nil where there are none.
    ///   - progress: Gets the done share, 0–1.
    /// - Returns: The model and its score, or its curve up to where it was stopped.
    /// - Throws: ``TrialError`` where the recipe or the rows cannot be trained on.
    package static func run(
        _ assignment: TrialAssignment, dataset: [LabelledEvent], base: Model? = nil,
        members: [Model] = [], programs: (any ProgramTrainer)? = nil, progress: (Double) -> Void
    ) throws(TrialError) -> Ending {
        try check(assignment, dataset, base)
        if assignment.specification.chosenMembers.contains(where: { $0.votes == nil }) {
            return try chooseBlend(assignment, dataset, members, progress)
        }
        var curve: [CurvePoint] = []
        var first: (model: Model, rows: Int)?
        for (place, slice) in assignment.slices.enumerated() {
            let share = Double(place) / Double(assignment.slices.count)
            let rows = try trainingRows(of: slice, assignment, dataset, base)
            let model = try train(rows, assignment, base, programs) {
                progress(share + $0 / Double(assignment.slices.count))
            }
            if first == nil { first = (model, rows.count) }
            let score = try score(model, on: dataset[slice.validationRows], task: assignment.task)
            guard let score else { continue }
            guard score.value.isFinite else {
                throw TrialError(.notFinite, "an answer on slice \(place + 1) is not a finite number")
            }
            curve.append(CurvePoint(slice: place, score: score, trainedRows: rows.count))
            let isLast = place == assignment.slices.count - 1
            if !isLast, let bar = slice.bar, let mean = curve.estimate?.value,
                assignment.task.higherIsBetter ? mean < bar : mean > bar
            {
                return .stopped(curve: curve)
            }
        }
        guard let first else { throw TrialError(.invalid, "the trial has no rows to train on") }
        return .completed(
            Result(model: first.model, score: curve.estimate, trainedRows: first.rows, curve: curve))
    }

    private static func check(
        _ assignment: TrialAssignment, _ dataset: [LabelledEvent], _ base: Model?
    ) throws(TrialError) {
        let all = 0..<dataset.count
        for slice in assignment.slices
        where slice.trainingRows.clamped(to: all) != slice.trainingRows
            || slice.validationRows.clamped(to: all) != slice.validationRows
        {
            throw TrialError(
                .invalid,
                "the dataset has \(dataset.count) rows; the trial trains on \(slice.trainingRows) "
                    + "and is scored on \(slice.validationRows)")
        }
        let start = assignment.specification.start ?? .scratch
        guard start == .scratch || base != nil else {
            throw TrialError(.invalid, "the trial begins from a model (\(start.rawValue)) and was given none")
        }
        guard assignment.specification.learner.fits(assignment.task) else {
            let learner = assignment.specification.learner.rawValue
            throw TrialError(.invalid, "\(learner) cannot answer this pipeline's question")
        }
    }

    /// The rows that a slice's model learns: the window's newest; of an incremental trial those that its base did not see.
    static func trainingRows(
        of slice: TrialSlice, _ assignment: TrialAssignment, _ dataset: [LabelledEvent], _ base: Model?
    ) throws(TrialError) -> [LabelledEvent] {
        let specification = assignment.specification
        if specification.start == .recall { return [] }
        var from = slice.trainingRows.lowerBound
        if specification.start == .incremental {
            from = min(max(from, assignment.baseRows), slice.trainingRows.upperBound)
        }
        var rows = Array(dataset[from..<slice.trainingRows.upperBound].suffix(max(0, specification.window)))
        guard rows.count >= 10 else {
            throw TrialError(.invalid, "\(rows.count) training rows; at least 10 are needed")
        }
        guard rows.allSatisfy({ $0.truth.number.isFinite }) else {
            throw TrialError(.invalid, "a training row's label is not a finite number")
        }
        if specification.shufflesLabels { shuffleLabels(of: &rows, seed: specification.seed) }
        return rows
    }

    static func train(
        _ rows: [LabelledEvent], _ assignment: TrialAssignment, _ base: Model?, _ programs: (any ProgramTrainer)?,
        _ progress: (Double) -> Void
    ) throws(TrialError) -> Model {
        let specification = assignment.specification
        if let base, specification.start == .recall { return base.continued(as: specification) }
        if specification.members != nil { return try blend(rows, assignment, progress) }
        let recipe = LearnerRecipe.of(specification.learner)
        let features =
            base?.features
            ?? FittedFeatures(
                rows: rows, columns: assignment.columns, features: assignment.features,
                recipe: specification.features, task: assignment.task, style: recipe.style)
        guard features.featureCount > 0 else { throw TrialError(.invalid, "the recipe has no features") }
        if specification.learner == .program { return try program(rows, features, assignment, programs, progress) }
        if let make = recipe.make { return online(rows, features, assignment, base, make, progress) }
        return try trees(rows, features, assignment, base, progress)
    }

    private static func trees(
        _ rows: [LabelledEvent], _ features: FittedFeatures, _ assignment: TrialAssignment, _ base: Model?,
        _ progress: (Double) -> Void
    ) throws(TrialError) -> Model {
        if case .classification = assignment.task, Set(rows.map(\.truth)).count < 2 {
            throw TrialError(.invalid, "all \(rows.count) training rows have the same label")
        }
        let before = base?.trees?.forest
        var margins: [Float] = []
        var values: [Float] = []
        values.reserveCapacity(rows.count * features.featureCount)
        var vector: [Double] = []
        var ordered = ordered(features, rows, assignment)
        for _ in rows {
            vector.removeAll(keepingCapacity: true)
            ordered.append(to: &vector)
            values += vector.lazy.map(FlatForest.single)
            if let before { margins += before.scores(vector).map(Float.init) }
        }
        let objective = try TreeObjective(task: assignment.task, settings: TreeSettings(assignment.specification))
        let trainer = XGBoostTrainer(objective: objective, specification: assignment.specification)
        var table = TrainingTable(values: values, labels: rows.map { Float($0.truth.number) })
        if let halfLife = assignment.specification.halfLifeRows {
            table.weights = weights(rows.count, halfLife).map(Float.init)
        }
        table.margins = margins
        var forest: FlatForest
        do {
            forest = try FlatForest(savedModel: try trainer.train(table, progress: progress), objective: objective)
            if let before { forest = try before.joined(with: forest) }
        } catch let error as TrialError {
            throw error
        } catch {
            throw TrialError(.invalid, "\(error)")
        }
        return Model(
            specification: assignment.specification, features: features,
            predictor: TreePredictor(forest: forest, objective: objective))
    }

    private static func program(
        _ rows: [LabelledEvent], _ features: FittedFeatures, _ assignment: TrialAssignment,
        _ programs: (any ProgramTrainer)?, _ progress: (Double) -> Void
    ) throws(TrialError) -> Model {
        let specification = assignment.specification
        guard let program = specification.program, let programs else {
            throw TrialError(.invalid, "the trial's learner is a program of the user's own, and none is run here")
        }
        var values: [Double] = []
        values.reserveCapacity(rows.count * features.featureCount)
        var ordered = ordered(features, rows, assignment)
        for _ in rows { ordered.append(to: &values) }
        let table = ProgramTable(
            task: assignment.task, names: features.names(columns: assignment.columns),
            values: values.map(ProgramTable.plain), labels: rows.map(\.truth.number),
            weights: specification.halfLifeRows.map { weights(rows.count, $0) },
            settings: specification.hyperparameters, seed: specification.seed)
        let trained = try programs.train(table, by: program)
        progress(1)
        return Model(
            specification: specification, features: features,
            predictor: ProgramPredictor(trained, standIn: table.standIn))
    }

    /// How much each of `count` rows counts, oldest first: half as much for each half-life that it is older than the newest.
    static func weights(_ count: Int, _ halfLife: Int) -> [Double] {
        (0..<count).map { Elementary.exp(-0.693_147_180_559_945_3 * Double(count - 1 - $0) / Double(max(1, halfLife))) }
    }

    private static func online(
        _ rows: [LabelledEvent], _ features: FittedFeatures, _ assignment: TrialAssignment, _ base: Model?,
        _ make: (LearnerRecipe.Making) -> any ModelPredictor, _ progress: (Double) -> Void
    ) -> Model {
        let settings = HyperparameterValues(assignment.specification)
        let predictor = make(
            LearnerRecipe.Making(
                layout: features.layout, task: assignment.task, settings: settings,
                seed: assignment.specification.seed))
        let specification = assignment.specification
        var model =
            base?.continued(as: specification)
            ?? Model(specification: specification, features: features, predictor: predictor)
        let weights = specification.halfLifeRows.map { self.weights(rows.count, $0) }
        let passes = max(1, settings.whole("passes"))
        let tenth = max(1, rows.count * passes / 10)
        var learned = 0
        var vector: [Double] = []
        for _ in 0..<passes {
            var ordered = ordered(features, rows, assignment)
            for (place, row) in rows.enumerated() {
                vector.removeAll(keepingCapacity: true)
                ordered.append(to: &vector)
                model.train(vector, truth: row.truth, weight: weights?[place] ?? 1)
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

    /// The leading metric on rows in order.
    static func score(
        _ model: Model, on rows: ArraySlice<LabelledEvent>, task: LearningTask
    ) throws(TrialError) -> MetricEstimate? {
        let values = zip(try outputs(of: model, on: rows), rows).map { output, row in
            switch (output, row.truth) {
            case (.value(let value), .number(let truth)): (value - truth).magnitude
            case (_, .category(let truth)): output.predictedClass == truth ? 1.0 : 0.0
            default: 0.0
            }
        }
        return MeanInterval(values).map { MetricEstimate(value: $0.mean, margin: $0.margin, count: $0.count) }
    }

    /// A model's answers to rows in order; a live one learns each row after it was asked.
    static func outputs(of model: Model, on rows: ArraySlice<LabelledEvent>) throws(TrialError) -> [Output] {
        if model.program != nil { return try model.checkedOutputs(for: rows.lazy.map(\.event)) }
        var model = model
        return rows.map { row in
            let output = model.predict(row.event)
            model.learn(row)
            return output
        }
    }

    private static func shuffleLabels(of rows: inout [LabelledEvent], seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for index in rows.indices.reversed() {
            let other = generator.index(below: index + 1)
            (rows[index].truth, rows[other].truth) = (rows[other].truth, rows[index].truth)
        }
    }
}
