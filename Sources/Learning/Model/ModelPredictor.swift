import Domain

/// What a model answers with: the trees of a batch learner or an online learner, behind one face.
protocol ModelPredictor: Saved, Hashable {
    func output(_ features: [Double]) -> Output

    /// Learns one example that counts for `weight`; trees stay as they are.
    mutating func learn(_ features: [Double], truth: Truth, weight: Double)

    /// Why the predictor cannot work on so many features; nil where it can.
    func refusal(featureCount: Int) -> String?
}
