import ArgumentParser
import Dashboard

/// Says what a key of a pipeline file means.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explains a setting of the pipeline file, a group of them, or all.")

    @Argument(
        help: "A key such as canary.steps, or a group such as canary; `keys` for the screen's keys; none for all.")
    var key: String?

    func run() throws {
        guard let key else {
            for setting in SettingTable.all { print(setting.explanation, terminator: "\n\n") }
            return
        }
        if key == "keys" { return print(KeyTable.markdown) }
        if let text = SettingTable.explain(key) { return print(text) }
        StandardError.print("\(key) is not a key of a pipeline file; \(SettingTable.suggestion(for: key))")
        throw ExitCode(2)
    }
}
