import Domain

/// What runs have in each column, a run a column of its own.
struct RunComparisonTable {
    private static let hashDigits = 12

    let runs: [FoundRun]

    /// A heading, then a line a column that any of them has something in.
    var lines: [String] {
        let rows = (fields + settings).filter { row in row.cells.contains { $0 != nil } }.map { row in
            [Set(row.cells).count > 1 ? "≠" : "", row.name] + row.cells.map { $0 ?? "–" }
        }
        return TableText.lines(["", "RUN"] + runs.map { "\($0.run.number)" }, rows)
    }

    private struct Row {
        var name: String
        var cells: [String?]
    }

    private var fields: [Row] {
        RunField.allCases.filter { $0 != .number }.map { field in
            Row(name: field.rawValue, cells: runs.map { cell($0, field) })
        } + [
            Row(name: "seed", cells: runs.map { "\($0.run.specification.seed)" }),
            Row(name: "features", cells: runs.map { $0.run.specification.features.words }),
            Row(name: "curve", cells: runs.map { RunText.curve($0.run.tracking) }),
        ]
    }

    private func cell(_ found: FoundRun, _ field: RunField) -> String? {
        let text = found.value(of: field)?.text
        switch field {
        case .dataset, .model: return text.map { String($0.prefix(Self.hashDigits)) }
        case .version: return text.map { "v\($0)" }
        default: return text
        }
    }

    /// Every setting that any of the runs has, in the order in which they come.
    private var settings: [Row] {
        var names: [String] = []
        for found in runs {
            for parameter in found.run.specification.hyperparameters where !names.contains(parameter.name) {
                names.append(parameter.name)
            }
        }
        return names.map { name in
            Row(
                name: name,
                cells: runs.map { found in
                    let parameter = found.run.specification.hyperparameters.first { $0.name == name }
                    return parameter.map { RunValue.number($0.value).text }
                })
        }
    }
}
