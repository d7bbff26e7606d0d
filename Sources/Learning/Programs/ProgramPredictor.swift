import Domain
import Foundation

/// The model of a learner of the user's own: its bytes, which only the program can read, and the program at work.
///
/// Saved without the program at work; what is read back answers nothing until one is put beside it.
struct ProgramPredictor: ModelPredictor {
    static let savedName = "program"
    static let savedVersion = 1

    let model: Data
    let standIn: Output
    var answers: (any ProgramAnswers)?

    init(_ trained: TrainedProgram, standIn: Output) {
        model = trained.model
        answers = trained.answers
        self.standIn = standIn
    }

    func output(_ features: [Double]) -> Output { outputs([features])[0] }

    /// ``Output/unanswered`` for each row where the program is silent.
    func outputs(_ rows: [[Double]]) -> [Output] {
        do {
            return try checkedOutputs(rows)
        } catch {
            return rows.map { _ in .unanswered }
        }
    }

    /// The same, saying why there are none.
    func checkedOutputs(_ rows: [[Double]]) throws(TrialError) -> [Output] {
        guard let answers else { throw TrialError(.invalid, "its program is not at work here") }
        let told = try answers.answers(to: rows.map { $0.map(ProgramTable.plain) })
        return told.map { answer in
            if case .value = standIn { return .number(answer[0]) }
            return .shares(answer)
        }
    }

    mutating func learn(_ features: [Double], truth: Truth, weight: Double) {}

    func refusal(featureCount: Int) -> String? { nil }

    private enum CodingKeys: String, CodingKey {
        case model
        case standIn
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        model = try container.decode(Data.self, forKey: .model)
        standIn = try container.decode(Output.self, forKey: .standIn)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model, forKey: .model)
        try container.encode(standIn, forKey: .standIn)
    }

    static func == (left: ProgramPredictor, right: ProgramPredictor) -> Bool {
        left.model == right.model && left.standIn == right.standIn
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(model)
        hasher.combine(standIn)
    }
}
