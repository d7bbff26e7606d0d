import Foundation
import Learning

/// The figures of Optuna and FLAML that stand beside the tests: of 20 seeds, measured once.
struct SearchGolden: Decodable {
    /// By function, sampler and budget: median, lower and upper quartile.
    private let best: [String: [String: [String: [Double]]]]
    private let costs: [String: Double]

    private enum CodingKeys: String, CodingKey {
        case best = "best_so_far_median_q25_q75_over_20_seeds"
        case costs = "sampler_cost_ms_cpu_a_trial_7d_1000_trials"
    }

    /// - Throws: ``BenchError`` where the file cannot be read.
    static func read(_ folder: URL) throws -> SearchGolden {
        let file = folder.appending(path: "search.json")
        do {
            return try JSONDecoder().decode(SearchGolden.self, from: Data(contentsOf: file))
        } catch {
            throw BenchError("\(file.path) cannot be read: \(error); run the program from a checkout's build")
        }
    }

    var figures: [SearchFigure] {
        SearchBenchmark.allCases.flatMap { function in
            SearchRunner.budgets.flatMap { budget in
                (best[function.rawValue] ?? [:]).sorted { $0.key < $1.key }.compactMap { sampler, budgets in
                    guard let numbers = budgets["\(budget)"], numbers.count == 3 else { return nil }
                    return SearchFigure(
                        function: function, sampler: sampler, trials: budget,
                        best: Quartiles(median: numbers[0], lower: numbers[1], upper: numbers[2]))
                }
            }
        }
    }

    var costFigures: [SearchCost] {
        costs.sorted { $0.key < $1.key }.map { SearchCost(sampler: $0.key, milliseconds: $0.value) }
    }
}
