import ArgumentParser
import Domain
import Foundation

/// Writes a pipeline file from a CSV file.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Writes a commented pipeline file inferred from a CSV file.")

    @Argument(help: "The CSV file, in time order, with a header.")
    var data: String

    @Option(help: "The column to predict; without it the likely ones are listed.")
    var target: String?

    @Option(help: "The column of event time; without one the row order is the time.")
    var time: String?

    @Option(help: "The column that sticks to a canary arm.")
    var unit: String?

    @Option(help: "From an event to its label, such as 30d.")
    var labelDelay: String?

    @Option(name: [.customShort("C")], help: "The workspace.")
    var workspace = "."

    func run() throws {
        do {
            let delay = try labelDelay.map { text in
                guard let span = TimeSpan(text) else {
                    throw InitialiserError("--label-delay is \"\(text)\"; use a time such as 30m or 30d")
                }
                return span
            }
            var initialiser = try Initialiser(file: data, time: time, unit: unit, delay: delay)
            initialiser.target = try target ?? ask(initialiser)
            let path = try initialiser.write(into: workspace)
            print("wrote \(path); next: flywheel check \(workspace), then flywheel \(workspace)")
        } catch let error as InitialiserError {
            StandardError.print("flywheel init: \(error)")
            throw ExitCode(2)
        } catch let error as SourceError {
            StandardError.print("flywheel init: \(error)")
            throw ExitCode(2)
        }
    }

    /// Lists the likely targets and asks a person; where nobody can answer, that is an error.
    private func ask(_ initialiser: Initialiser) throws -> String {
        let likely = initialiser.likelyTargets
        let list = likely.joined(separator: ", ")
        guard isatty(STDIN_FILENO) == 1 else {
            throw InitialiserError("name the column to predict with --target; likely: \(list)")
        }
        print("Which column is to be predicted? Likely: \(list)\n> ", terminator: "")
        guard let answer = readLine(), !answer.isEmpty else { throw InitialiserError("no column was named") }
        return answer
    }
}

/// Why a pipeline file cannot be written from this data.
struct InitialiserError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
