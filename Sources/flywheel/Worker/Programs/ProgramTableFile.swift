import Domain
import Foundation
import Learning

/// The rows that a learner of the user's own is to learn, as CSV: the features, the label, and the weight where rows have one.
enum ProgramTableFile {
    /// A missing number is written as NaN, a class as its index.
    static func text(_ table: ProgramTable) -> Data {
        var text = Data()
        var header = table.names.map(quoted) + ["label"]
        if table.weights != nil { header.append("weight") }
        text.append(contentsOf: header.joined(separator: ",").utf8)
        let width = table.names.count
        for row in 0..<table.rows {
            var fields = table.values[row * width..<(row + 1) * width].map { $0.isNaN ? "NaN" : "\($0)" }
            let label = table.labels[row]
            fields.append(table.task == .regression ? "\(label)" : "\(Int(label))")
            if let weights = table.weights { fields.append("\(weights[row])") }
            text.append(UInt8(ascii: "\n"))
            text.append(contentsOf: fields.joined(separator: ",").utf8)
        }
        text.append(UInt8(ascii: "\n"))
        return text
    }

    private static func quoted(_ name: String) -> String {
        guard name.contains(where: { ",\"\n\r".contains($0) }) else { return name }
        return "\"" + name.replacing("\"", with: "\"\"").map { $0.isNewline ? " " : String($0) }.joined() + "\""
    }
}
