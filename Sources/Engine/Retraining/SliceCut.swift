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
