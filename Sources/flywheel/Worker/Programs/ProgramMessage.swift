import Domain
import Foundation
import Learning

/// What a learner of the user's own is told: one JSON object a line.
enum ProgramRequest: Sendable {
    static let version = 1

    /// Everything that a training is told; the table is a file beside it.
    struct Fit: Encodable {
        var task: String
        var classes: [String]
        var features: [String]
        var rows: Int
        var data: String
        var hyperparameters: [String: Double]
        var seed: UInt64
        var model: String
    }

    case fit(ProgramTable, data: String, model: String)
    case load(model: String)
    case predict([[Double]])

    /// What it is called in sentences.
    var word: String {
        switch self {
        case .fit: "fit"
        case .load: "load"
        case .predict: "predict"
        }
    }

    func line() throws -> Data {
        var data: Data
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        switch self {
        case .fit(let table, let path, let model):
            data = try encoder.encode([
                "fit": Fit(
                    task: table.task == .regression ? "regression" : "classification", classes: table.task.classes,
                    features: table.names, rows: table.rows, data: path,
                    hyperparameters: Dictionary(
                        table.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
                    seed: table.seed, model: model)
            ])
        case .load(let model):
            data = try encoder.encode(["load": ["model": model]])
        case .predict(let rows):
            let lists = rows.map { row in
                "[" + row.map { $0.isNaN ? "null" : "\($0)" }.joined(separator: ",") + "]"
            }
            data = Data("{\"predict\":{\"rows\":[\(lists.joined(separator: ","))]}}".utf8)
        }
        data.append(UInt8(ascii: "\n"))
        return data
    }
}

/// What a learner of the user's own says: one of these a line.
struct ProgramReply: Decodable, Sendable {
    struct Hello: Decodable, Sendable {
        var `protocol`: Int
    }

    struct Failed: Decodable, Sendable {
        var message: String
    }

    struct Nothing: Decodable, Sendable {}

    var hello: Hello?
    var fitted: Nothing?
    var loaded: Nothing?
    var failed: Failed?
    /// One list a row; nil where a number is none.
    var answers: [[Double?]]?

    init(line: Data) throws {
        self = try JSONDecoder().decode(ProgramReply.self, from: line)
    }
}
