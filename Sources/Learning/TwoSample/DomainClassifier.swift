import Domain

/// Whether rows of today can be told from rows of the reference, and by which features.
///
///     let found = try DomainClassifier(reference: before, current: now, seed: 7)
///     found.isDrifted             // the area under the curve is beyond chance
///     found.features.first        // the feature that gives it away
///
/// A logistic regression on each number and its square learns to tell the samples apart on all folds but one and scores
/// that one; the mean of the folds' areas under the curve (AUC) is 0.5 where there is nothing to tell. It sees shifts of
/// mean and spread; a change in how features go together, with each as before, stays hidden.
///
/// The folds' areas depend on each other, as their learners share rows: the variance of their mean is taken as
/// 1 ÷ k + 1 ÷ (k − 1) of one fold's, not 1 ÷ k of it, by which three to four in a hundred pairs of one kind would pass the
/// threshold of one in a hundred.
///
/// Source: Lopez-Paz and Oquab, "Revisiting Classifier Two-Sample Tests", ICLR 2017; the variance is of Nadeau and Bengio,
/// "Inference for the Generalization Error", Machine Learning 52, 2003; importance by permutation after Breiman, "Random
/// Forests", Machine Learning 45, 2001.
package struct DomainClassifier: Hashable, Codable, Sendable {
    /// What the AUC loses when one feature is shuffled among the rows.
    package struct Feature: Hashable, Codable, Sendable {
        package let index: Int
        package let loss: Double
    }

    package static let folds = 5
    private static let passes = 3
    /// The 99 % quantile of the normal distribution.
    private static let criticalScore = 2.326_347_874_040_841

    /// From 0 to 1, the mean over the folds.
    package let auc: Double
    /// Of `auc` where both samples are of one kind: a fold's is that of Mann and Whitney's statistic.
    package let standardError: Double
    /// The most telling first, equal ones by place.
    package let features: [Feature]

    /// From this AUC on the samples differ; at most one in a hundred pairs of one kind gets there by chance.
    package var threshold: Double { 0.5 + Self.criticalScore * standardError }

    package var isDrifted: Bool { auc >= threshold }

    /// Compares two samples of rows, each with one number a feature.
    ///
    /// - Throws: ``DistanceError`` for fewer rows than folds, rows of other lengths, NaN or infinity.
    /// - Complexity: O(rows × features²)
    package init(reference: [[Double]], current: [[Double]], seed: UInt64) throws(DistanceError) {
        let length = reference.first?.count ?? 0
        try DomainFold.check(reference, .reference, length: length, least: Self.folds)
        try DomainFold.check(current, .current, length: length, least: Self.folds)
        var generator = SeededGenerator(seed: seed)
        let centre = DomainFold.centre(reference + current)
        let before = reference.shuffled(using: &generator).map { DomainFold.widened($0, centre) }
        let now = current.shuffled(using: &generator).map { DomainFold.widened($0, centre) }
        var (sum, losses) = (0.0, Array(repeating: 0.0, count: length))
        for place in 0..<Self.folds {
            let fold = try DomainFold(before, now, fold: place, of: Self.folds, passes: Self.passes, &generator)
            let area = try fold.area()
            sum += area
            for feature in 0..<length { losses[feature] += area - (try fold.area(shuffling: feature, &generator)) }
        }
        auc = sum / Double(Self.folds)
        let (n, m) = (Double(reference.count), Double(current.count))
        let folds = Double(Self.folds)
        let foldVariance = (n + m + folds) * folds / (12 * n * m)
        standardError = (foldVariance * (1 / folds + 1 / (folds - 1))).squareRoot()
        features = losses.enumerated().map { Feature(index: $0.offset, loss: $0.element / Double(Self.folds)) }
            .sorted { $0.loss == $1.loss ? $0.index < $1.index : $0.loss > $1.loss }
    }
}
