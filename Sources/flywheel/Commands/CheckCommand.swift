import ArgumentParser
import Domain

/// Reports everything that is wrong in a workspace's files, at once.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validates a workspace's pipeline files.")

    @Argument(help: "The workspace.")
    var workspace = "."

    func run() throws {
        do {
            let checked = try Workspace.read(workspace)
            for warning in checked.warnings { print(warning) }
            let names = checked.definitions.map(\.name.rawValue).joined(separator: ", ")
            print(
                "\(checked.definitions.count) pipeline\(checked.definitions.count == 1 ? "" : "s") in order: \(names)")
        } catch {
            StandardError.print(error.description)
            throw ExitCode(2)
        }
    }
}
