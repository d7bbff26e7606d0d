import Domain

/// Cuts a search's rows into the stretches that its trials are judged on, the newest first.
struct SliceCut {
    let dataset: DatasetSummary
    /// The most slices.
    let count: Int

    /// Each slice is as long as the validation rows; what lies before it may be trained on.
    ///
    /// An older slice is left out where fewer rows lie before it than two slices have, or where the trial's base knows
    /// rows of it already.
    func slices(knownRows: Int) -> [TrialSlice] {
        let rows = dataset.validationRows
        let all = dataset.trainingRows + rows
        guard rows > 0 else { return [TrialSlice(trainingRows: 0..<all, validationRows: all..<all)] }
        return (0..<max(1, count)).compactMap { place in
            let from = dataset.trainingRows - place * rows
            guard place == 0 || (from >= 2 * rows && from >= knownRows) else { return nil }
            return TrialSlice(trainingRows: 0..<from, validationRows: from..<from + rows)
        }
    }
}

extension DatasetSummary {
    /// Rows of the dataset, its oldest ones, that the model knows already that a run begins from.
    func rows(knownTo run: RunRecord) -> Int {
        guard let base = run.specification.base else { return 0 }
        return scene?.bases.first { $0.base == base }?.rows ?? 0
    }

    /// The stretches that a run is judged on by today's rule, the newest first, each with the bar that the run has there.
    func slices(of run: RunRecord) -> [TrialSlice] {
        let all = trainingRows + validationRows
        if run.kind == .refit || run.isCheck { return [TrialSlice(trainingRows: 0..<all, validationRows: all..<all)] }
        var slices = SliceCut(dataset: self, count: run.tracking?.slices ?? 1).slices(knownRows: rows(knownTo: run))
        let bars = run.tracking?.bars ?? []
        for place in slices.indices where bars.indices.contains(place) && place < slices.count - 1 {
            slices[place].bar = bars[place]
        }
        return slices
    }
}
