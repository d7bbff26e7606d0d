import ArgumentParser

/// Measures the built program as its users run it.
struct ProgramBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "program",
        abstract: "Measures the program's speed, memory, accuracy and its screen's cost.")

    enum Part: String, ExpressibleByArgument, CaseIterable {
        case replay
        case screen
    }

    @Option(help: "Only one part: replay or screen.")
    var only: Part?

    @Flag(help: "Print JSON: name, ours, peer, ratio, unit.")
    var json = false

    func run() throws {
        let program = try Program()
        var figures: [Figure] = []
        if only != .screen { figures += try ReplayBench(program: program).figures() }
        if only != .replay { figures += try ScreenBench(program: program).figures() }
        print(json ? try FigureTable.json(figures) : FigureTable.text(figures))
    }
}
