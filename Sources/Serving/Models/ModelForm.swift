import Domain

/// A model with what is looked up for each of its requests, made once.
struct ModelForm {
    /// An output as the metadata describes it.
    struct OutputForm: Hashable {
        var name: String
        var datatype: Datatype
        /// -1 for the rows, then the rest.
        var shape: [Int]
    }

    let model: ServedModel
    /// Place of each column in a row.
    let columns: [String: Int]
    let outputs: [OutputForm]

    init(_ model: ServedModel) {
        self.model = model
        columns = Dictionary(
            model.columns.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
        switch model.task {
        case .classification(let classes):
            outputs = [
                OutputForm(name: "probabilities", datatype: .fp64, shape: [-1, classes.count]),
                OutputForm(name: "class", datatype: .bytes, shape: [-1]),
            ]
        case .regression: outputs = [OutputForm(name: "value", datatype: .fp64, shape: [-1])]
        }
    }

    /// Names that an input may have.
    var inputNames: [String] {
        var names = model.columns.map(\.name)
        for name in [model.timeColumn, model.unitColumn].compactMap(\.self) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    func isInput(_ name: String) -> Bool {
        columns[name] != nil || name == model.timeColumn || name == model.unitColumn
    }
}
