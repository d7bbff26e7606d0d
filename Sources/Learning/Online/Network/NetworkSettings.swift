/// The shape of a small neural network and how it learns.
package struct NetworkSettings: Hashable, Codable, Sendable {
    /// Units of each hidden layer: one or two layers, 8–64 units are usual.
    package var hidden: [Int]
    /// Adam's step, 0.0003–0.03.
    package var rate: Double
    /// Share of each weight that a step of rate 1 would take off; 0 for none.
    package var decay: Double
    /// Examples a step: while learning online it waits for so many of the newest.
    package var batch: Int
    /// The longest gradient, beyond which it is scaled down.
    package var longestGradient: Double
    /// Of the weights' first values, and of the order of examples in a fit.
    package var seed: UInt64

    package init(
        hidden: [Int] = [32], rate: Double = 0.005, decay: Double = 0, batch: Int = 1, longestGradient: Double = 5,
        seed: UInt64 = 0
    ) {
        self.hidden = hidden
        self.rate = rate
        self.decay = decay
        self.batch = batch
        self.longestGradient = longestGradient
        self.seed = seed
    }
}
