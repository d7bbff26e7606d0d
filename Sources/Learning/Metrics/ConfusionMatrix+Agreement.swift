/// Metrics of the whole matrix.
extension ConfusionMatrix {
    /// Share of the examples that were predicted rightly.
    package var accuracy: Double? {
        let weight = weight
        return weight > 0 ? hits / weight : nil
    }

    /// The mean recall of the classes that came.
    package var balancedAccuracy: Double? { recall(.macro) }

    /// Accuracy above what the class shares alone would give by chance.
    ///
    /// Source: Cohen, "A coefficient of agreement for nominal scales", 1960.
    package var kappa: Double? {
        let weight = weight
        guard weight > 0 else { return nil }
        let chance = (0..<classCount).reduce(0) { sum, label in
            sum + truthWeight(of: label) / weight * (predictedWeight(of: label) / weight)
        }
        return skill(accuracy, above: chance)
    }

    /// Accuracy above that of always answering the class that came most often among the same examples.
    ///
    /// Source: Bifet et al., "Efficient Online Evaluation of Big Data Stream Classifiers", KDD 2015.
    package var kappaM: Double? {
        let weight = weight
        guard weight > 0 else { return nil }
        let majority = (0..<classCount).reduce(0) { max($0, truthWeight(of: $1)) }
        return skill(accuracy, above: majority / weight)
    }

    /// Accuracy above that of repeating the last label known.
    ///
    /// Source: Žliobaitė et al., "Evaluation methods and decision theory for classification of streaming data", 2015.
    package var kappaT: Double? {
        noChangeShares.flatMap { skill($0.predicted, above: $0.noChange) }
    }

    /// The geometric mean of kappa and kappa-T, each taken as 0 where it is negative.
    ///
    /// Source: Žliobaitė et al. 2015.
    package var kappaPlus: Double? {
        guard let kappa, let kappaT else { return nil }
        return (max(0, kappa) * max(0, kappaT)).squareRoot()
    }

    /// Matthews' correlation of truths and predictions, for any number of classes.
    ///
    /// Undefined where only one class came or only one was predicted.
    ///
    /// Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient", 2004.
    package var matthewsCorrelation: Double? {
        let weight = weight
        guard weight > 0 else { return nil }
        var (both, truths, predictions) = (0.0, 0.0, 0.0)
        for label in 0..<classCount {
            let (truth, predicted) = (truthWeight(of: label) / weight, predictedWeight(of: label) / weight)
            both += truth * predicted
            truths += truth * truth
            predictions += predicted * predicted
        }
        guard truths < 1 - 1e-12, predictions < 1 - 1e-12 else { return nil }
        return (hits / weight - both) / ((1 - truths) * (1 - predictions)).squareRoot()
    }

    /// The geometric mean of the recalls of the classes that came; 0 where one of them is never found.
    ///
    /// Source: Kubat, Matwin, "Addressing the curse of imbalanced training sets", ICML 1997.
    package var geometricMean: Double? {
        let recalls = (0..<classCount).compactMap(recall(of:))
        guard !recalls.isEmpty else { return nil }
        guard recalls.allSatisfy({ $0 > 0 }) else { return 0 }
        return Elementary.exp(recalls.reduce(0) { $0 + Elementary.log($1) } / Double(recalls.count))
    }

    private func skill(_ accuracy: Double?, above baseline: Double) -> Double? {
        guard let accuracy, baseline < 1 - 1e-12 else { return nil }
        return (accuracy - baseline) / (1 - baseline)
    }
}
