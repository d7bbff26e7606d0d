import ArgumentParser
import Foundation

/// Measures the learning core beside the field's references, on one core and in processor time.
///
/// What bounds each row, on the machine whose figures stand in the README:
///
/// - **Logistic regression**: two divisions a feature (the running mean and the scale) and one `exp` a row, each in a chain
///   that the next row waits for; memory is two cache lines. Eight divisions at 4–5 cycles apart and the sigmoid's 20 give
///   about 150 cycles.
/// - **Naive Bayes**: one logarithm and one division a class and number; the product of densities is a sum of logarithms.
/// - **Hoeffding trees**: the leaf's naive Bayes is asked three times a row (to predict, to score both kinds of leaf, to
///   learn): an `exp` or `log` a class and feature. The walk itself is a handful of mispredicted branches.
/// - **Ensembles**: as the tree, times the members; past 10 members the leaves no longer fit the first cache.
/// - **ADWIN**: an insertion is a few additions; the look every 32 values takes a square root and a division a bucket, some
///   60 of each, hence about two a value.
/// - **Forest, one row**: one load and one mispredicted branch a level where the trees are walked one after the other;
///   several walked together hide the loads, and what remains is the count of instructions.
///
/// The cases are in `LearningCase+All.swift`; a new one is an entry there.
struct LearningBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning",
        abstract: "Measures learners and detectors beside River, CapyMOA, MOA, Evidently, SciPy and XGBoost.",
        discussion: "The peers run in the same call where `bash Tests/Peers/setup` has installed them.")

    @Option(help: "Only this row, by its key; may be given several times.")
    var only: [String] = []

    @Flag(help: "Do not run the peers; goals then hold their stated figures.")
    var withoutPeers = false

    @Flag(help: "Print JSON: rows with ours, peers, goal and reached; peers that were skipped.")
    var json = false

    @Option(help: "The electricity file; demo-data/electricity.csv of this checkout where not given.")
    var data: String?

    @Option(help: "The folder that Tests/Peers/setup made; flywheel-peers in the cache folder where not given.")
    var peers: String?

    func validate() throws {
        let known = LearningCase.all.map(\.key)
        for key in only where !known.contains(key) {
            throw ValidationError("there is no row \(key); the rows are \(known.joined(separator: ", "))")
        }
    }

    func run() throws {
        let checkout = try Checkout()
        let file = data.map { URL(filePath: $0) } ?? checkout.demoData.appending(path: "electricity.csv")
        let electricity = try Electricity(file)
        let cases = LearningCase.all.filter { only.isEmpty || only.contains($0.key) }
        let theirs = measurePeers(cases, scripts: checkout.peerScripts, file: file)
        let rows = try cases.flatMap { try $0.rows(electricity, peers: theirs.figures) }
        let table = LearningTable(rows: rows, skipped: theirs.skipped)
        print(json ? try table.json() : table.text())
    }

    private func measurePeers(
        _ cases: [LearningCase], scripts: URL, file: URL
    ) -> (figures: [PeerFigure], skipped: [String]) {
        guard !withoutPeers else { return ([], ["all peers: not asked for"]) }
        let folder = peers.map { URL(filePath: $0) } ?? Peers.usualFolder
        return Peers(scripts: scripts, folder: folder, data: file).figures(cases.map(\.key))
    }
}
