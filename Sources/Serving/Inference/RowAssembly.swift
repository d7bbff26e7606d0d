import Domain

/// Puts the rows of a request together from its tensors.
struct RowAssembly {
    let form: ModelForm
    let bytes: UnsafeRawBufferPointer
    private(set) var rows: [PredictionRequest.Row]
    private var given: [Bool]

    /// Reads all tensors of a request.
    ///
    /// - Parameters:
    ///   - request: Its tensors are either named after columns, or one holds whole rows.
    ///   - form: The model that is asked.
    ///   - bytes: The whole body.
    ///   - limit: The most rows that one request may have.
    /// - Throws: 400 for what does not fit the model, 413 for too many rows.
    init(_ request: InferenceRequest, _ form: ModelForm, bytes: UnsafeRawBufferPointer, limit: Int) throws(Refusal) {
        self.form = form
        self.bytes = bytes
        let width = form.model.columns.count
        let count = request.inputs[0].shape.first ?? 0
        guard count > 0 else {
            throw Refusal(400, "input \(request.inputs[0].name) has no rows; give a shape such as [1]")
        }
        guard count <= limit else {
            throw Refusal(
                413, "\(count) rows are more than the \(limit) that one request may have; send several requests")
        }
        given = Array(repeating: false, count: width)
        let empty = Array(repeating: FieldValue.missing, count: width)
        rows = Array(
            repeating: PredictionRequest.Row(values: empty, unit: request.unit, time: request.time), count: count)
        if let matrix = try wholeRows(request) {
            try take(matrix: matrix)
            for tensor in request.inputs where tensor.name != matrix.name { try take(column: tensor) }
        } else {
            for tensor in request.inputs { try take(column: tensor) }
        }
        try checkMissing()
    }

    /// The one tensor that holds rows in the schema's order; nil where each is named after a column.
    private func wholeRows(_ request: InferenceRequest) throws(Refusal) -> Tensor? {
        let strangers = request.inputs.filter { !form.isInput($0.name) }
        guard let stranger = strangers.first else { return nil }
        let hasColumns = request.inputs.contains { form.columns[$0.name] != nil }
        if strangers.count == 1, !hasColumns, stranger.shape.count == 2 { return stranger }
        let hint = NearNames.hint(for: stranger.name, among: form.inputNames, "column")
        let width = form.model.columns.count
        throw Refusal(
            400,
            "there is no column \(stranger.name); \(hint); or send whole rows as one input of shape [rows, \(width)]")
    }

    private mutating func take(matrix tensor: Tensor) throws(Refusal) {
        let columns = form.model.columns
        guard tensor.shape == [rows.count, columns.count] else {
            let names = columns.map(\.name).joined(separator: ", ")
            throw Refusal(
                400,
                "input \(tensor.name) has the shape \(tensor.shape); send [\(rows.count), \(columns.count)]: \(names)")
        }
        guard tensor.datatype.isNumber else {
            throw Refusal(
                400, "whole rows are numbers, not \(tensor.datatype.rawValue); send one input a column for the others")
        }
        let cells = try tensor.cells(in: bytes)
        for (place, column) in columns.enumerated() {
            given[place] = true
            for row in rows.indices {
                rows[row].values[place] = try column.value(
                    of: cells[row * columns.count + place], row: row, inRows: true)
            }
        }
    }

    private mutating func take(column tensor: Tensor) throws(Refusal) {
        let isVector = tensor.shape.count == 1 || (tensor.shape.count == 2 && tensor.shape[1] == 1)
        guard isVector, tensor.shape[0] == rows.count else {
            throw Refusal(
                400,
                "input \(tensor.name) has the shape \(tensor.shape); all columns have the same rows: [\(rows.count)]")
        }
        let cells = try tensor.cells(in: bytes)
        if let place = form.columns[tensor.name] {
            guard !given[place] else { throw Refusal(400, "input \(tensor.name) comes twice; send it once") }
            given[place] = true
            let column = form.model.columns[place]
            guard column.takes(tensor.datatype) else {
                throw Refusal(
                    400,
                    "column \(column.name) is a \(column.kind.rawValue), not \(tensor.datatype.rawValue); "
                        + "send \(column.datatypeNames)")
            }
            for row in rows.indices { rows[row].values[place] = try column.value(of: cells[row], row: row) }
        }
        if tensor.name == form.model.timeColumn { try take(times: cells, of: tensor) }
        if tensor.name == form.model.unitColumn { try take(units: cells, of: tensor) }
    }

    private mutating func take(times cells: [Cell], of tensor: Tensor) throws(Refusal) {
        for row in rows.indices {
            guard let time = Timestamp(cells[row]) else {
                if cells[row] == .missing { continue }
                throw Refusal(
                    400,
                    "row \(row) of \(tensor.name) is no time; send milliseconds since 1970 as INT64, or ISO 8601 texts")
            }
            rows[row].time = time
        }
    }

    private mutating func take(units cells: [Cell], of tensor: Tensor) throws(Refusal) {
        for row in rows.indices {
            switch cells[row] {
            case .missing: continue
            case .text(let text): rows[row].unit = text.isEmpty ? nil : text
            case .number(let value) where tensor.datatype.wholeNumbers != nil && value.magnitude <= 0x1p53:
                rows[row].unit = String(Int64(value))
            case .number, .flag:
                throw Refusal(400, "row \(row) of \(tensor.name) names no unit; send texts as BYTES")
            }
        }
    }

    private func checkMissing() throws(Refusal) {
        let absent = zip(form.model.columns, given).filter { !$0.1 && !$0.0.mayBeMissing }.map(\.0.name)
        guard absent.isEmpty else {
            throw Refusal(
                400, "the columns \(absent.joined(separator: ", ")) must not be missing; send an input for each")
        }
    }
}
