import Domain

/// One answer's loss on the scale 0–1: 0 or 1 for a class, the absolute error over `scale`, at most 1, for a number.
enum Loss {
    static func of(_ output: Output, truth: Truth, scale: Double) -> Double {
        switch (truth, output) {
        case (.category(let truth), .probabilities): output.predictedClass == truth ? 0 : 1
        case (.number(let truth), .value(let predicted)): min(1, (predicted - truth).magnitude / scale)
        default: 1
        }
    }
}
