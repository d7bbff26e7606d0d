/// A full layer: where its weights lie among a network's parameters.
///
/// One row an output: the weights of its inputs, then its bias.
struct NetworkLayer: Hashable, Sendable {
    let first: Int
    let inputs: Int
    let outputs: Int

    var end: Int { first + outputs * (inputs + 1) }

    private func row(_ output: Int) -> Int { first + output * (inputs + 1) }

    /// Weighted sums of the inputs with the biases.
    ///
    /// - Complexity: O(inputs × outputs)
    func sums(_ values: [Double], _ parameters: [Double]) -> [Double] {
        parameters.withUnsafeBufferPointer { parameters in
            (0..<outputs).map { output in
                let row = row(output)
                var sum = parameters[row + inputs]
                for (index, value) in values.enumerated() { sum += parameters[row + index] * value }
                return sum
            }
        }
    }

    /// Adds the gradient of the weights, given that of the sums.
    func addGradient(of slopes: [Double], _ values: [Double], to gradient: inout [Double]) {
        gradient.withUnsafeMutableBufferPointer { gradient in
            for (output, slope) in slopes.enumerated() where slope != 0 {
                let row = row(output)
                for (index, value) in values.enumerated() { gradient[row + index] += slope * value }
                gradient[row + inputs] += slope
            }
        }
    }

    /// The gradient of the inputs, given that of the sums.
    func inputSlopes(of slopes: [Double], _ parameters: [Double]) -> [Double] {
        parameters.withUnsafeBufferPointer { parameters in
            var result = Array(repeating: 0.0, count: inputs)
            for (output, slope) in slopes.enumerated() where slope != 0 {
                let row = row(output)
                for index in result.indices { result[index] += slope * parameters[row + index] }
            }
            return result
        }
    }
}
