import Domain

/// A feed-forward network of one or two hidden layers of rectified units, moved by Adam.
///
/// The first layer takes numbers, and adds a row of weights for each category of the example, so that an example costs
/// what it has however many categories there are.
struct Network: Hashable, Codable, Sendable {
    enum Loss: Hashable, Codable, Sendable {
        /// Half the squared error of the one output.
        case squared
        /// Cross-entropy of the shares of the outputs.
        case shares
    }

    /// Fewer than a linear learner's, as each takes a row of the first layer's width.
    static let mostCategories = 2_000

    let settings: NetworkSettings
    private let loss: Loss
    private let numberCount: Int
    private(set) var outputCount: Int
    var full: AdamParameters
    /// Rows of as many weights as the first hidden layer has units.
    var categories = AdamParameters()
    private var clock = AdamParameters.Clock()

    /// - Precondition: One or two hidden layers of at least one unit, and a batch of at least one.
    init(numberCount: Int, outputCount: Int, loss: Loss, settings: NetworkSettings) {
        precondition(
            1...2 ~= settings.hidden.count && settings.hidden.allSatisfy { $0 >= 1 } && settings.batch >= 1,
            "Network needs one or two hidden layers of at least 1 unit and a batch of at least 1, got \(settings)")
        self.settings = settings
        self.loss = loss
        self.numberCount = numberCount
        self.outputCount = outputCount
        full = AdamParameters()
        full.grow(to: layers[layers.count - 1].end)
        var generator = SeededGenerator(seed: settings.seed)
        for layer in layers.dropLast() { begin(layer, using: &generator) }
    }

    /// The hidden layers, then the output, which is last so that it can grow.
    var layers: [NetworkLayer] {
        var first = 0
        return zip([numberCount] + settings.hidden, settings.hidden + [outputCount]).map { inputs, outputs in
            let layer = NetworkLayer(first: first, inputs: inputs, outputs: outputs)
            first = layer.end
            return layer
        }
    }

    /// Even draws of the width that keeps the variance through rectified units; outputs begin at 0.
    ///
    /// Source: He et al., "Delving Deep into Rectifiers", ICCV 2015.
    private mutating func begin(_ layer: NetworkLayer, using generator: inout SeededGenerator) {
        let width = (6 / Double(max(1, layer.inputs))).squareRoot()
        for index in layer.first..<layer.end where (index - layer.first) % (layer.inputs + 1) != layer.inputs {
            full.set(index, to: (generator.unitInterval() * 2 - 1) * width)
        }
    }

    /// Makes room for outputs and for categories, whose weights begin at 0.
    mutating func grow(outputs: Int, categories count: Int) {
        outputCount = max(outputCount, outputs)
        full.grow(to: layers[layers.count - 1].end)
        categories.grow(to: count * settings.hidden[0])
    }

    /// The outputs before the loss makes shares of them.
    ///
    /// - Complexity: O(weights of the full layers + nominal features × units)
    func outputs(_ example: NetworkExample) -> [Double] {
        activations(example).last ?? []
    }

    /// Moves once along the mean gradient of a batch.
    mutating func learn(_ batch: some Collection<NetworkExample>) {
        let gradient = gradient(batch)
        let length = gradient.length
        guard length.isFinite else { return }
        let scale = length > settings.longestGradient ? settings.longestGradient / length : 1
        clock.advance()
        full.move(from: 0, gradient.full, scale: scale, clock, settings)
        for (row, slopes) in gradient.rows {
            categories.move(from: row * settings.hidden[0], slopes, scale: scale, clock, settings)
        }
    }

    /// The gradient of the weighted mean loss, by back-propagation.
    ///
    /// The mean is over the number of examples, so that one of weight 2 pulls twice as much.
    func gradient(_ batch: some Collection<NetworkExample>) -> NetworkGradient {
        var gradient = NetworkGradient(count: full.values.count)
        for example in batch { add(example, share: example.weight / Double(batch.count), to: &gradient) }
        return gradient
    }

    private func add(_ example: NetworkExample, share: Double, to gradient: inout NetworkGradient) {
        let layers = layers
        let activations = activations(example)
        var (slopes, loss) = slopes(activations[layers.count], target: example.target)
        gradient.loss += loss * share
        for index in slopes.indices { slopes[index] *= share }
        for (index, layer) in layers.enumerated().reversed() {
            layer.addGradient(of: slopes, activations[index], to: &gradient.full)
            guard index > 0 else { break }
            slopes = layer.inputSlopes(of: slopes, full.values)
            for unit in slopes.indices where activations[index][unit] <= 0 { slopes[unit] = 0 }
        }
        for row in example.categories where row >= 0 { gradient.add(slopes, toCategory: row) }
    }

    /// The numbers, each hidden layer's units, and the outputs.
    private func activations(_ example: NetworkExample) -> [[Double]] {
        var all = [example.numbers]
        let layers = layers
        for (index, layer) in layers.enumerated() {
            var sums = layer.sums(all[index], full.values)
            if index == 0 { addCategories(of: example, to: &sums) }
            if index < layers.count - 1 {
                for unit in sums.indices where sums[unit] < 0 { sums[unit] = 0 }
            }
            all.append(sums)
        }
        return all
    }

    private func addCategories(of example: NetworkExample, to sums: inout [Double]) {
        for row in example.categories where row >= 0 && (row + 1) * sums.count <= categories.values.count {
            for unit in sums.indices { sums[unit] += categories.values[row * sums.count + unit] }
        }
    }

    /// The gradient of the loss in the outputs, and the loss.
    private func slopes(_ outputs: [Double], target: Double) -> (slopes: [Double], loss: Double) {
        switch loss {
        case .squared:
            let error = outputs[0] - target
            return ([error], error * error / 2)
        case .shares:
            var shares = Softmax.shares(outputs)
            let loss = -Elementary.log(max(shares[Int(target)], 1e-300))
            shares[Int(target)] -= 1
            return (shares, loss)
        }
    }
}
