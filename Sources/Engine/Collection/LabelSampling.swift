import Domain

/// Makes an even sample of labels that were asked for with different chances.
enum LabelSampling {
    /// Whether a label belongs to the sample.
    ///
    /// It was asked for with `probability`, and is drawn with `smallest` ÷ `probability`: so each prediction is in with the
    /// same chance, `smallest`, whatever it was chosen for. The event decides, so that a replay draws the same.
    static func holds(_ event: Int64, probability: Double, smallest: Double) -> Bool {
        guard smallest < probability else { return true }
        var generator = SeededGenerator(seed: UInt64(bitPattern: event))
        return generator.unitInterval() * probability < smallest
    }
}
