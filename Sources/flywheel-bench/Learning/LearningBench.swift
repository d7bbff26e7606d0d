import ArgumentParser
import Foundation

/// Measures the learning core beside the field's references, on one core and in processor time.
///
/// What bounds each row, and how far above we are, on the cores whose figures stand in the README (3.6 GHz; a division every
/// 1.4 ns and a root every 2.4 ns where they do not wait for each other). A row is an answer and a lesson; none of the first
/// four leaves the first cache.
///
/// - **Logistic regression**: the divider. Four divisions and a root a number to learn its moments and scale it, one more
///   to scale it for the answer: 40 divisions and 8 roots, 75 ns, beside one `exp`, a chain of 13 multiply-adds, 30 ns. We
///   are at 170 ns: 1.6 × the two after each other.
/// - **Naive Bayes**: an `exp` a class and number in the answer, 16 that need not wait for each other, 10 ns each; two
///   divisions and a root a number in the lesson, 45 ns; a logarithm a class. 240 ns; we are at 340 ns, 1.4 ×.
/// - **Hoeffding tree**: the leaf's naive Bayes twice a row, once to answer and once to score itself: 64 divisions, 90 ns,
///   4 logarithms, 70 ns, 2 `exp`, 20 ns; the walk is a few mispredicted branches, 5 ns each. 200 ns; we are at 500 ns,
///   2.5 ×, of which looking for splits is a tenth, and calls for a number's exponent and significand, which do not become
///   part of their callers, a tenth too.
/// - **Hoeffding adaptive tree**: as the tree, and each node on the path asks its branch and feeds an ADWIN. We are at 4 ×
///   the tree; ADWIN is a fifth of it, logarithms a sixth.
/// - **Forest of 10**: ten trees that look for splits four times as often, 10 cuts for each of 5 numbers with two normal
///   tails and four logarithms a cut: a third of the time. The rest is the trees' own bound, times the members.
/// - **ADWIN**: two divisions and one joining of buckets a value, 20 ns; the look every 32 values goes over some 90 buckets
///   without a division, 3 ns each, 8 ns a value. We are at 31 ns, about the bound.
/// - **Drift report**: 4 million values, each read five times in a row (missing, finite, mean, deviation, difference of
///   ranks), 1 ns each where memory is near, and sorted by its bits in three passes with a count before each, 1 ns a
///   pass, for each waits for a store now and then. 8 ns by estimate; we are at 9 ns, whatever the columns look like.
/// - **Forest of 100 trees, one row and batch**: 600 steps. Walked one after the other each is a load that waits for the
///   one before, 4–5 ns; eight walked together hide that, and what remains is the number of instructions: at five a step
///   and four a cycle 0.2 µs. We are at 0.5–0.8 µs.
///
/// The cases are in `LearningCase+All.swift`; a new one is an entry there.
struct LearningBench: AsyncParsableCommand {
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

    func run() async throws {
        let checkout = try Checkout()
        let file = data.map { URL(filePath: $0) } ?? checkout.demoData.appending(path: "electricity.csv")
        let electricity = try Electricity(file)
        let cases = LearningCase.all.filter { only.isEmpty || only.contains($0.key) }
        let theirs = measurePeers(cases, scripts: checkout.peerScripts, file: file)
        var rows: [LearningRow] = []
        for item in cases { rows += try await item.rows(electricity, peers: theirs.figures) }
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
