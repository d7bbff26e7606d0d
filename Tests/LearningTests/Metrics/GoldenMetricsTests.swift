import Foundation
import Testing

@testable import Learning

/// The numbers of scikit-learn and River, whose versions the golden file names.
struct GoldenMetricsTests {
    private struct File: Decodable {
        struct Case: Decodable {
            var numbers: [String: Double] = [:]
            var lists: [String: [Double]] = [:]
            var tables: [String: [[Double]]] = [:]

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                for (key, value) in try container.decode([String: Value].self) {
                    switch value {
                    case .number(let number): numbers[key] = number
                    case .list(let list): lists[key] = list
                    case .table(let table): tables[key] = table
                    }
                }
            }
        }

        enum Value: Decodable {
            case number(Double)
            case list([Double])
            case table([[Double]])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Double.self) {
                    self = .number(number)
                } else if let list = try? container.decode([Double].self) {
                    self = .list(list)
                } else {
                    self = .table(try container.decode([[Double]].self))
                }
            }
        }

        var labels: Case
        var probabilities: Case
        var scores: Case
        var numbers: Case
        var rankings: Case
    }

    private let golden: File

    init() throws {
        golden = try JSONDecoder().decode(File.self, from: Golden.data("metrics.json"))
    }

    private func agrees(_ value: Double?, _ expected: Double?) throws -> Bool {
        let (value, expected) = (try #require(value), try #require(expected))
        return abs(value - expected) < 1e-10
    }

    @Test func labelsAgree() throws {
        let (lists, numbers) = (golden.labels.lists, golden.labels.numbers)
        let truths = try #require(lists["truth"]).map { Int($0) }
        let predictions = try #require(lists["predicted"]).map { Int($0) }
        var weighted = ConfusionMatrix()
        var plain = ConfusionMatrix()
        var binary = ConfusionMatrix()
        for (index, weight) in try #require(lists["weight"]).enumerated() {
            try weighted.add(LabelPair(truth: truths[index], predicted: predictions[index]), weight: weight)
            try plain.add(LabelPair(truth: truths[index], predicted: predictions[index]))
            try binary.add(LabelPair(truth: truths[index] > 1 ? 1 : 0, predicted: predictions[index] > 1 ? 1 : 0))
        }

        #expect(try agrees(weighted.accuracy, numbers["accuracy"]))
        #expect(try agrees(weighted.balancedAccuracy, numbers["balancedAccuracy"]))
        #expect(try agrees(weighted.kappa, numbers["kappa"]))
        #expect(try agrees(weighted.matthewsCorrelation, numbers["matthews"]))
        for average in ConfusionMatrix.Average.allCases {
            #expect(try agrees(weighted.precision(average), numbers["precision.\(average)"]), "\(average)")
            #expect(try agrees(weighted.recall(average), numbers["recall.\(average)"]), "\(average)")
            #expect(try agrees(weighted.f1(average), numbers["f1.\(average)"]), "\(average)")
        }
        #expect(try agrees(plain.kappa, numbers["river.kappa"]))
        #expect(try agrees(binary.matthewsCorrelation, numbers["river.binaryMatthews"]))
        #expect(try agrees(binary.geometricMean, numbers["river.binaryGeometricMean"]))
    }

    @Test func probabilitiesAgree() throws {
        let (lists, numbers) = (golden.probabilities.lists, golden.probabilities.numbers)
        let truths = try #require(lists["truth"])
        let weights = try #require(lists["weight"])
        var scores = ProbabilityScores()
        for (index, row) in try #require(golden.probabilities.tables["probabilities"]).enumerated() {
            try scores.add(ProbabilityLoss(truth: Int(truths[index]), probabilities: row), weight: weights[index])
        }

        #expect(try agrees(scores.logLoss, numbers["logLoss"]))
        #expect(try agrees(scores.brier, numbers["brier"]))
    }

    @Test func scoresAgree() throws {
        let (lists, numbers) = (golden.scores.lists, golden.scores.numbers)
        let truths = try #require(lists["truth"])
        let weights = try #require(lists["weight"])
        var window = try ScoreWindow(capacity: truths.count)
        var losses = ProbabilityScores()
        for (index, score) in try #require(lists["score"]).enumerated() {
            try window.add(score: score, isPositive: truths[index] > 0, weight: weights[index])
            let loss = try ProbabilityLoss(truth: Int(truths[index]), probabilities: [1 - score, score])
            try losses.add(loss, weight: weights[index])
        }

        #expect(try agrees(window.areaUnderCurve, numbers["auc"]))
        #expect(try agrees(window.averagePrecision, numbers["averagePrecision"]))
        #expect(try agrees(losses.brier, numbers["binaryBrier"]))
    }

    @Test func numbersAgree() throws {
        let (lists, numbers) = (golden.numbers.lists, golden.numbers.numbers)
        let truths = try #require(lists["truth"])
        let predictions = try #require(lists["predicted"])
        var weighted = RegressionSums()
        var plain = RegressionSums()
        for (index, weight) in try #require(lists["weight"]).enumerated() {
            let pair = try NumberPair(truth: truths[index], predicted: predictions[index])
            try weighted.add(pair, weight: weight)
            try plain.add(pair)
        }

        #expect(try agrees(weighted.meanAbsoluteError, numbers["mae"]))
        #expect(try agrees(weighted.rootMeanSquaredError, numbers["rmse"]))
        #expect(try agrees(weighted.meanAbsolutePercentageError, numbers["mape"]))
        #expect(try agrees(weighted.rSquared, numbers["r2"]))
        #expect(try agrees(weighted.pinball(quantile: 0.9), numbers["pinball0.9"]))
        #expect(try agrees(plain.rSquared, numbers["river.r2"]))
        let symmetric = try #require(plain.symmetricMeanAbsolutePercentageError)
        #expect(try agrees(symmetric * 100, numbers["river.smapePercent"]))
    }

    @Test(arguments: [5, 12])
    func rankingsAgree(k: Int) throws {
        var sums = RankingSums()
        for relevances in try #require(golden.rankings.tables["relevances"]) {
            try sums.add(RankedList(relevances: relevances, k: k))
        }

        #expect(try agrees(sums.normalisedDiscountedGain, golden.rankings.numbers["ndcg\(k)"]))
    }
}
