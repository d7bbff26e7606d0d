extension TwoSamples {
    /// The energy distance, in the square root of the values' unit; 0 only where the distributions are the same.
    ///
    /// √(2E|X − Y| − E|X − X′| − E|Y − Y′|), computed as √2 times the L² distance of the empirical distributions.
    ///
    /// Source: Székely, Rizzo, "Energy Statistics", Journal of Statistical Planning and Inference 143(8), 2013.
    ///
    /// - Complexity: O(n + m)
    package func energyDistance() -> Double {
        var (sum, seenReference, seenCurrent) = (0.0, 0, 0)
        for (step, next) in zip(steps, steps.dropFirst()) {
            seenReference += step.reference
            seenCurrent += step.current
            let difference =
                Double(seenReference) / Double(reference.count) - Double(seenCurrent) / Double(current.count)
            sum += difference * difference * (next.value - step.value)
        }
        return (2 * sum).squareRoot()
    }
}
