import ArgumentParser

/// Measures the built program on this machine and prints a table: nothing in it is a test.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flywheel-bench",
        abstract: "Measures speed, memory, accuracy and the screen's cost on this machine.")

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
