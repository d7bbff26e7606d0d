import Domain
import NIOCore

/// Reads the answer of another server: `probabilities` or `class` of a classification, `value` of a regression; an output
/// with another name where it is the only one.
struct RemoteOutputs {
    /// Shares may miss 1 by so much, as servers round.
    private static let slack = 0.01

    let task: LearningTask
    let rows: Int

    private struct Read {
        var tensor: Tensor
        var cells: [Cell]
    }

    /// One output a row.
    ///
    /// - Throws: ``RemoteFailure`` where it is not the protocol's, not of the task, or no possible answer.
    func outputs(_ body: ByteBuffer) throws(RemoteFailure) -> [Output] {
        let read = try body.withUnsafeReadableBytes { bytes in
            Result { () throws(RemoteFailure) in try Self.read(bytes) }
        }.get()
        guard !read.isEmpty else { throw .malformed("it has no outputs") }
        switch task {
        case .regression:
            let output = try chosen(["value"], read)
            return try numbers(output).map { .value($0) }
        case .classification(let classes):
            let output = try chosen(["probabilities", "class"], read)
            if output.tensor.count == rows { return try named(output, classes) }
            return try shares(output, classes)
        }
    }

    private static func read(_ bytes: UnsafeRawBufferPointer) throws(RemoteFailure) -> [Read] {
        var tensors: [Tensor] = []
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                guard key == "outputs" else {
                    try reader.skipValue()
                    continue
                }
                try reader.beginArray()
                while try reader.nextElement() {
                    var draft = TensorDraft()
                    var end = bytes.count
                    try draft.read(&reader)
                    tensors.append(try draft.tensor(binaryAt: &end, reader))
                }
            }
            try reader.finish()
        } catch {
            throw .malformed("byte \(error.offset) of the JSON: \(error.sentence)")
        }
        var read: [Read] = []
        for tensor in tensors {
            guard case .json = tensor.content else { throw .malformed("output \(tensor.name) is not in JSON") }
            do throws(Refusal) {
                read.append(Read(tensor: tensor, cells: try tensor.cells(in: bytes)))
            } catch {
                throw .malformed(error.sentence)
            }
        }
        return read
    }

    /// The first of the names that is there, else the only output.
    private func chosen(_ names: [String], _ read: [Read]) throws(RemoteFailure) -> Read {
        for name in names {
            if let output = read.first(where: { $0.tensor.name == name }) { return output }
        }
        guard read.count == 1 else {
            let found = read.map(\.tensor.name).joined(separator: ", ")
            throw .malformed("its outputs are \(found); wanted is \(names.joined(separator: " or "))")
        }
        return read[0]
    }

    private func numbers(_ output: Read) throws(RemoteFailure) -> [Double] {
        guard output.tensor.count == rows else { throw wrongShape(output, "[\(rows)]") }
        var numbers: [Double] = []
        for (row, cell) in output.cells.enumerated() {
            guard case .number(let value) = cell else {
                throw .impossible("row \(row) of \(output.tensor.name) is no finite number")
            }
            numbers.append(value)
        }
        return numbers
    }

    private func shares(_ output: Read, _ classes: [String]) throws(RemoteFailure) -> [Output] {
        let width = classes.count
        guard output.tensor.count == rows * width, output.tensor.shape.first == rows else {
            throw wrongShape(output, "[\(rows), \(width)]")
        }
        var outputs: [Output] = []
        for row in 0..<rows {
            var shares: [Double] = []
            for cell in output.cells[(row * width)..<((row + 1) * width)] {
                guard case .number(let share) = cell, (0...1).contains(share) else {
                    throw .impossible("row \(row) of \(output.tensor.name) has a share that is not from 0 to 1")
                }
                shares.append(share)
            }
            let sum = shares.reduce(0, +)
            guard (sum - 1).magnitude <= Self.slack else {
                throw .impossible("the shares of row \(row) sum to \(sum), not 1")
            }
            outputs.append(.probabilities(sum == 1 ? shares : shares.map { $0 / sum }))
        }
        return outputs
    }

    /// A class alone counts as if it were certain.
    private func named(_ output: Read, _ classes: [String]) throws(RemoteFailure) -> [Output] {
        var outputs: [Output] = []
        for (row, cell) in output.cells.enumerated() {
            let name: String? =
                switch cell {
                case .text(let text): text
                case .number(let value): Int64(exactly: value).map(String.init)
                case .flag, .missing: nil
                }
            guard let name, let place = classes.firstIndex(of: name) else {
                throw .impossible(
                    "row \(row) of \(output.tensor.name) is \(name ?? "none") of the classes "
                        + classes.joined(separator: ", "))
            }
            outputs.append(.probabilities(classes.indices.map { $0 == place ? 1 : 0 }))
        }
        return outputs
    }

    private func wrongShape(_ output: Read, _ wanted: String) -> RemoteFailure {
        .malformed("output \(output.tensor.name) has the shape \(output.tensor.shape), not \(wanted)")
    }
}
