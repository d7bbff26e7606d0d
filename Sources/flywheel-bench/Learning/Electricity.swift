import Foundation
import Learning

/// The electricity stream as the references take it: eight raw numeric columns in the file's order, UP = 1.
struct Electricity {
    /// Rows that may be looked at for choosing a setting.
    static let tuningRows = 5_000
    static let layout = FeatureLayout(numbers: 8)

    let features: [[Double]]
    let labels: [Int]

    /// Reads the demo's file.
    ///
    /// - Throws: ``BenchError`` where it has other columns or a cell is no number.
    init(_ file: URL) throws {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        guard let header = lines.first, header.hasPrefix("time,"), header.hasSuffix(",price_move"),
            header.split(separator: ",").count == 2 + Self.layout.count
        else { throw BenchError("\(file.path) has other columns than the demo's electricity.csv") }
        var features: [[Double]] = []
        var labels: [Int] = []
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = fields.dropFirst().dropLast().compactMap { Double($0) }
            guard numbers.count == Self.layout.count, let label = fields.last else {
                throw BenchError("\(file.path): a cell is no number in \(line)")
            }
            features.append(numbers)
            labels.append(label == "UP" ? 1 : 0)
        }
        self.features = features
        self.labels = labels
    }

    /// Tests on each row and then trains on it: accuracy and rows a second of processor time.
    func prequential<Learner: OnlineLearner>(
        _ make: () -> Learner
    ) throws -> Measurement where Learner.Target == Int {
        let (seconds, hits) = try ProcessorClock.median { try self.hits(make()) }
        let count = Double(labels.count)
        return [.accuracy: Double(hits) / count, .rowsPerSecond: count / seconds]
    }

    /// How many of the first `rows` a fresh learner answered rightly before it was told.
    func hits<Learner: OnlineLearner>(
        _ fresh: Learner, rows: Int = .max
    ) throws -> Int where Learner.Target == Int {
        var learner = fresh
        var hits = 0
        for (row, label) in zip(features, labels).prefix(rows) {
            if try learner.predict(row) == label { hits += 1 }
            try learner.learn(row, target: label, weight: 1)
        }
        return hits
    }
}
