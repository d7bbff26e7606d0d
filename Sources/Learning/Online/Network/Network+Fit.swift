import Domain

extension Network {
    /// Passes over all examples in batches, each pass in an order that the seed gives.
    ///
    /// - Complexity: O(passes × examples × weights ÷ batch) for the steps, and as much again without the division
    mutating func fit(_ examples: [NetworkExample], passes: Int) {
        var generator = SeededGenerator(seed: settings.seed)
        var order = Array(examples.indices)
        for _ in 0..<passes {
            order.shuffle(using: &generator)
            for start in stride(from: 0, to: order.count, by: settings.batch) {
                learn(order[start..<min(start + settings.batch, order.count)].map { examples[$0] })
            }
        }
    }
}
