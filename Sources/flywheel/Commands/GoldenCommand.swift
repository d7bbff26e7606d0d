import ArgumentParser
import Domain

/// The golden cases of a pipeline: predictions that every candidate must answer right.
struct GoldenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "golden", abstract: "Golden cases: predictions that every candidate must answer right.",
        subcommands: [Add.self, List.self, Remove.self], defaultSubcommand: List.self)

    /// Names a prediction.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Names a stored prediction as a golden case; give a reason.")

        @Argument(help: "The prediction_id of an answer, or the number of a row that was answered.")
        var prediction: String

        @Option(help: "The right answer, where the prediction's own label is not it or has not come.")
        var truth: String?

        @OptionGroup var steering: Steering

        func run() async throws {
            var steering = steering
            // A prediction id says which pipeline it is of.
            if steering.pipeline == nil, let dot = prediction.lastIndex(of: ".") {
                steering.pipeline = String(prediction[..<dot])
            }
            let truth = truth
            let prediction = prediction
            try await steering.submit { pipeline in
                guard let event = GoldenCase.event(of: prediction, in: pipeline.name) else {
                    throw ValidationError(
                        "\(prediction) is no prediction of \(pipeline.name); its ids are written \(pipeline.name).NUMBER"
                    )
                }
                return .addGolden(event: event, truth: truth)
            }
        }
    }

    /// The cases that hold, and those that were taken away.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The golden cases with author and reason.")

        @OptionGroup var listing: Listing

        func run() async throws {
            try await listing.show(["CASE", "PREDICTION", "TRUTH", "BY", "SINCE", "STATE", "REASON"]) {
                history, name, limit throws(StoreError) in
                try history.golden(name, limit: limit)
            } row: { item in
                [
                    "\(item.number)", "\(item.event)", item.truth ?? "its label", item.author, item.time.description,
                    item.removedBy.map { "taken away by \($0)" } ?? "holds", item.reason,
                ]
            }
        }
    }

    /// Takes a case away; it stays in the list.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "remove", abstract: "Takes a golden case away.")

        @Argument(help: "The case's number, as `flywheel golden list` shows it.")
        var number: Int

        @OptionGroup var steering: Steering

        func run() async throws {
            let number = number
            try await steering.submit { _ in .removeGolden(number: number) }
        }
    }
}
