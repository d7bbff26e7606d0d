/// One labelled row of a batch.
package struct TrainingExample<Target: Sendable>: Sendable {
    package var features: [Double]
    package var target: Target
    package var weight: Double

    package init(features: [Double], target: Target, weight: Double = 1) {
        self.features = features
        self.target = target
        self.weight = weight
    }
}
