import Domain
import Foundation

/// NannyML's confidence-based estimate on the same answers, fitted anew for each stretch on the labels known at its end.
struct EstimatePeer {
    private struct Question: Encodable {
        let probabilities: [Double]
        let truths: [Int]
        /// From and to, the end left out: the reference's rows, then the stretch's.
        let stretches: [[Int]]
    }

    private struct Line: Decodable {
        let version: String
        let stretch: Int
        let estimate: Double?
    }

    /// Where `Tests/Peers/setup-monitoring` put it.
    static var usualFolder: URL {
        Peers.usualFolder.deletingLastPathComponent().appending(path: "flywheel-peers-monitoring")
    }

    let scripts: URL
    let folder: URL

    /// - Throws: ``BenchError`` where the peer is absent or fails.
    func run(_ scenario: EstimateScenario, _ answers: EstimateReplay.Answers) throws -> EstimateRun {
        let python = folder.appending(path: "bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw BenchError("\(folder.path) is absent; bash Tests/Peers/setup-monitoring makes it")
        }
        let scratch = try ScratchFolder("nannyml")
        let file = scratch.url.appending(path: "answers.json")
        let question = Question(
            probabilities: answers.all.map { answer in
                if case .probabilities(let shares) = answer.output { shares.last ?? 0 } else { 0 }
            },
            truths: answers.all.map(\.truth),
            stretches: answers.stretches.map { stretch in
                let known = answers.known(at: stretch)
                return known.count < EstimateReplay.knownRows
                    ? [] : [known.lowerBound, known.upperBound, stretch.lowerBound, stretch.upperBound]
            })
        try JSONEncoder().encode(question).write(to: file)
        let script = PeerScript(python: python, script: scripts.appending(path: "nannyml_peer.py"))
        let lines = try script.lines([file.path]).map { try JSONDecoder().decode(Line.self, from: $0) }
        try scratch.remove()
        let stretches = answers.stretches.enumerated().map { place, stretch in
            let rows = answers.all[stretch]
            return EstimateStretch(
                firstEvent: rows.first?.event ?? 0, events: rows.count,
                estimate: lines.first { $0.stretch == place }?.estimate, doubt: nil,
                realised: rows.reduce(0) { $0 + $1.score } / Double(rows.count))
        }
        return EstimateRun(
            stream: scenario.words, method: "NannyML \(lines.first?.version ?? "") CBPE", limit: 0.03,
            stretches: stretches)
    }
}
