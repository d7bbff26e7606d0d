import ArgumentParser
import Foundation
import Learning

/// Compares the samplers of the hyperparameter search with Optuna's and FLAML's on functions whose minimum is known.
struct SearchBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract:
            "Measures the search's samplers beside Optuna and FLAML: best loss by trials, and cost; the store's runs; the workers.",
        discussion: "Optuna runs in the same call where `bash Tests/Peers/setup-search` has installed it.")

    enum Part: String, ExpressibleByArgument, CaseIterable {
        case samplers
        case store
        case workers
        case served
        case warm
    }

    @Option(
        help: """
            Only one part: samplers; store, a page of 10,000 runs from the store and on the screen; workers, what a trial \
            takes beyond its training; served, the demo's streams through the whole loop; warm, its searches with half of the \
            trials cold. No other call measures the last two.
            """)
    var only: Part?

    @Option(help: "Seeds of each sampler, from 1.")
    var seeds = 20

    @Flag(help: "Do not run Optuna; its stated figures stand in the table all the same.")
    var withoutPeers = false

    @Flag(help: "Print JSON: ours, golden and peers with median and quartiles; costs.")
    var json = false

    @Option(help: "The folder that Tests/Peers/setup-search made; by default in the cache folder.")
    var peers: String?

    func validate() throws {
        guard seeds > 0 else { throw ValidationError("--seeds is \(seeds); use 1 or more") }
    }

    func run() throws {
        if only == .store || only == .workers {
            let figures = try only == .store ? StoreBench().figures() : WorkerBench().figures()
            return print(json ? try FigureTable.json(figures) : FigureTable.text(figures))
        }
        let checkout = try Checkout()
        if only == .warm {
            let (figures, curves) = try WarmBench(program: try Program()).measure()
            guard !json else { return print(try FigureTable.json(figures)) }
            return print(([FigureTable.text(figures)] + curves).joined(separator: "\n"))
        }
        if only == .served { return try printServed(scripts: checkout.peerScripts) }
        let golden = try SearchGolden.read(checkout.golden)
        let runner = SearchRunner(seeds: seeds)
        let ours = try SearchBenchmark.allCases.flatMap { function in
            try SamplerKind.allCases.flatMap { try runner.figures($0, on: function) }
        }
        let costs = try SamplerKind.allCases.map(runner.cost)
        let theirs = measurePeer(scripts: checkout.peerScripts)
        let table = SearchTable(
            ours: ours, golden: golden.figures, peers: theirs.figures, costs: costs + theirs.costs,
            goldenCosts: golden.costFigures, skipped: theirs.skipped,
            store: only == .samplers ? [] : try StoreBench().figures() + WorkerBench().figures())
        print(json ? try table.json() : table.text())
    }

    private func printServed(scripts: URL) throws {
        let folder = peers.map { URL(filePath: $0) } ?? SearchPeer.usualFolder
        let peer = withoutPeers ? nil : SearchPeer(scripts: scripts, folder: folder)
        let (figures, choices) = try ServedBench(program: try Program(), peer: peer).measure()
        guard !json else { return print(try FigureTable.json(figures)) }
        print(FigureTable.text(figures))
        print("What the searches chose:")
        for choice in choices { print("  \(choice.line)") }
    }

    private func measurePeer(
        scripts: URL
    ) -> (figures: [SearchFigure], costs: [SearchCost], skipped: [String]) {
        guard !withoutPeers else { return ([], [], ["Optuna: not asked for"]) }
        do {
            let folder = peers.map { URL(filePath: $0) } ?? SearchPeer.usualFolder
            let measured = try SearchPeer(scripts: scripts, folder: folder).measure(seeds: seeds)
            return (measured.figures, measured.costs, [])
        } catch {
            return ([], [], ["Optuna: \(error)"])
        }
    }
}
