import Domain

/// A model's trees from a batch learner.
struct TreePredictor: ModelPredictor {
    static let savedName = "trees"
    static let savedVersion = 1

    let forest: FlatForest
    let objective: TreeObjective

    func output(_ features: [Double]) -> Output { objective.output(forest.scores(features)) }

    mutating func learn(_ features: [Double], truth: Truth, weight: Double) {}

    func refusal(featureCount: Int) -> String? {
        if forest.featureCount > featureCount {
            return "its trees ask for \(forest.featureCount) features, it has \(featureCount)"
        }
        if forest.groups != objective.groups {
            return "its trees give \(forest.groups) scores, its answers need \(objective.groups)"
        }
        return nil
    }
}
