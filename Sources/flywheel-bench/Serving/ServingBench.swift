import ArgumentParser
import Foundation

/// Measures the prediction server and the canary's evidence.
struct ServingBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serving", abstract: "Measures the canary's error rates under peeking, and the prediction server.")

    enum Part: String, ExpressibleByArgument, CaseIterable {
        case throughput
        case latency
        case canary
        case simulation
    }

    @Option(help: "Only one part: throughput, latency, canary or simulation.")
    var only: Part?

    @Option(help: "Simulated canaries a row.")
    var runs = 4_000

    @Flag(help: "Print JSON: name, ours, peer, ratio, unit.")
    var json = false

    func run() async throws {
        var figures: [Figure] = []
        var skipped: [String] = []
        func take(_ found: (figures: [Figure], skipped: [String])) {
            figures += found.figures
            skipped += found.skipped
        }
        func isWanted(_ part: Part) -> Bool { only == nil || only == part }
        if isWanted(.throughput) { take(try ThroughputBench(program: try Program()).figures()) }
        if isWanted(.latency) { figures += try await LatencyBench(program: try Program()).figures() }
        if isWanted(.canary) { take(try await CanaryBench(program: try Program()).figures()) }
        if isWanted(.simulation) { figures += try simulation() }
        print(json ? try FigureTable.json(figures) : FigureTable.text(figures))
        for line in skipped { FileHandle.standardError.write(Data("left out: \(line)\n".utf8)) }
    }

    private func simulation() throws -> [Figure] {
        let equal = CanarySimulation(runs: runs, championErrors: 0.02, candidateErrors: 0.02)
        let worse = CanarySimulation(runs: runs, championErrors: 0.02, candidateErrors: 0.04)
        var figures: [Figure] = []
        for rule in CanarySimulation.Rule.allCases {
            let alarms = try equal.outcome(of: rule)
            figures.append(
                Figure(
                    "equal models rolled back, \(rule.rawValue)", 100 * alarms.found, "%", peer: 3, "the aim, at most"))
        }
        for rule in CanarySimulation.Rule.allCases {
            let found = try worse.outcome(of: rule)
            let aim: Double = rule == .unpaired || rule == .fixed ? 4_600 : 1_500
            figures.append(
                Figure(
                    "2 % to 4 % errors found, \(rule.rawValue)", 100 * found.found, "%", peer: 99, "the aim, at least"))
            guard let median = found.medianRequests else { continue }
            figures.append(
                Figure("  in so many requests, median", median, "requests", peer: aim, "the aim, at most"))
        }
        return figures
    }
}
