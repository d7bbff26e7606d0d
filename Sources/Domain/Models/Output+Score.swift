extension Output {
    /// What the answer adds to the leading metric: 1 or 0 for a class, the absolute error of a number; nil for another task's.
    package func score(against truth: Truth) -> Double? {
        switch (truth, self) {
        case (.category(let truth), .probabilities): predictedClass.map { $0 == truth ? 1 : 0 }
        case (.number(let truth), .value(let predicted)): (predicted - truth).magnitude
        case (.category, _), (.number, _): nil
        }
    }
}
