import ArgumentParser
import Foundation

/// Measures what the monitors say against what turned out later.
struct MonitoringBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitoring",
        abstract: "Measures the estimate without labels against what the labels said later.",
        discussion: "NannyML runs in the same call where `bash Tests/Peers/setup-monitoring` has installed it.")

    enum Part: String, ExpressibleByArgument, CaseIterable {
        case estimate
    }

    @Option(help: "Only one part: estimate.")
    var only: Part?

    @Option(help: "Only one stream: frozen, demo or numbers.")
    var stream: EstimateScenario?

    @Flag(help: "Do not run NannyML.")
    var withoutPeers = false

    @Flag(help: "Print JSON: each stretch with estimate, doubt and what the labels said.")
    var json = false

    @Option(help: "The folder that Tests/Peers/setup-monitoring made; by default in the cache folder.")
    var peers: String?

    func run() throws {
        let checkout = try Checkout()
        let replay = EstimateReplay(program: try Program())
        var (runs, skipped) = ([EstimateRun](), [String]())
        for scenario in EstimateScenario.allCases where stream == nil || stream == scenario {
            let answers = try replay.answers(scenario)
            runs += answers.runs
            guard scenario.isOfClasses else { continue }
            do {
                guard !withoutPeers else { throw BenchError("not asked for") }
                let folder = peers.map { URL(filePath: $0) } ?? EstimatePeer.usualFolder
                runs.append(
                    try EstimatePeer(scripts: checkout.peerScripts, folder: folder).run(scenario, answers))
            } catch {
                skipped.append("NannyML, \(scenario.words): \(error)")
            }
        }
        let table = EstimateTable(runs: runs, skipped: skipped)
        print(json ? try table.json() : table.text())
    }
}
