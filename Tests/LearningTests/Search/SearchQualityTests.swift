import Domain
import Foundation
import Testing

@testable import Learning

/// How soon samplers find what is good, on a few seeds each.
struct SearchQualityTests {
    private struct Reference: Decodable {
        struct Function: Decodable {
            let minimum: Double
        }

        let functions: [String: Function]
        let best: [String: [String: [String: [Double]]]]

        enum CodingKeys: String, CodingKey {
            case functions
            case best = "best_so_far_median_q25_q75_over_20_seeds"
        }
    }

    private let golden: Reference

    init() throws {
        golden = try JSONDecoder().decode(Reference.self, from: Golden.data("search.json"))
    }

    /// The middle of five seeds' best losses.
    private func best(_ kind: SamplerKind, _ function: SearchBenchmark, trials: Int) throws -> Double {
        let space = try function.space
        return (1...5).map { seed in
            var sampler = kind.sampler(space: space, seed: UInt64(seed))
            return (0..<trials).reduce(Double.infinity) { best, number in
                let point = sampler.suggest(number: number)
                let loss = function.loss(at: point)
                sampler.observe(ObservedTrial(number: number, point: point, result: .loss(loss)))
                return min(best, loss)
            }
        }.sorted()[2]
    }

    @Test func knowsTheFunctionsMinima() throws {
        let branin = ParameterPoint([.init("x0", .float(.pi)), .init("x1", .float(2.275))])
        let places = [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573]
        let hartmann = ParameterPoint(places.enumerated().map { .init("x\($0)", .float($1)) })
        let mixed = ParameterPoint(
            (0..<4).map { .init("x\($0)", .float(1)) } + [
                .init("lr", .float(0.0031622776601683794)), .init("reg", .float(0.001)), .init("n", .int(24)),
                .init("depth", .int(7)), .init("c1", .category("a")), .init("c2", .category("p")),
            ])

        for (function, point) in zip(SearchBenchmark.allCases, [branin, hartmann, mixed]) {
            #expect(try function.space.contains(point))
            let minimum = try #require(golden.functions[function.rawValue]?.minimum)
            #expect((function.loss(at: point) - minimum).magnitude < 1e-5)
        }
    }

    @Test(arguments: SearchBenchmark.allCases)
    func isBetterThanChance(function: SearchBenchmark) throws {
        let random = try best(.random, function, trials: 60)

        #expect(try best(.tpe, function, trials: 60) < random)
        #expect(try best(.evolution, function, trials: 60) < random)
        #expect(try best(.cmaes, function, trials: 60) < random)
    }

    @Test(arguments: SearchBenchmark.allCases)
    func reachesWithFiftyTrialsWhatTheReferenceReaches(function: SearchBenchmark) throws {
        let reference = try #require(golden.best[function.rawValue]?["Optuna TPE"]?["50"])

        // Of five seeds the middle one may be a worse one than of twenty: the upper quartile.
        #expect(try best(.tpe, function, trials: 50) <= reference[2])
    }

    @Test func drawsTogetherOnASmoothFunction() throws {
        #expect(try best(.cmaes, .branin, trials: 300) < 0.39789)
        #expect(try best(.raced, .branin, trials: 200) < 0.4)
    }

    @Test func keepsAwayFromWhatFails() throws {
        let space = try ParameterSpace([
            Parameter("x", .float(low: 0, high: 1)), Parameter("y", .float(low: 0, high: 1)),
        ])
        var failures = 0

        for seed in 1...4 as ClosedRange<UInt64> {
            var sampler = ParzenSampler(space: space, seed: seed)
            for number in 0..<120 {
                let point = sampler.suggest(number: number)
                let (x, y) = (point["x"]?.number ?? 0, point["y"]?.number ?? 0)
                // Where it is best borders on what fails: two fifths of the space, of which chance would make 96 failures.
                let loss = (0.6 - x).magnitude * 1e6 + y
                if number >= 60, x > 0.6 { failures += 1 }
                sampler.observe(ObservedTrial(number: number, point: point, result: x > 0.6 ? .failed : .loss(loss)))
            }
        }

        #expect(failures < 72)
    }

    @Test func keepsAwayFromWhatRuns() throws {
        let space = try ParameterSpace([Parameter("x", .float(low: 0, high: 1))])
        var sampler = ParzenSampler(space: space, seed: 5)
        for number in 0..<40 {
            let point = ParameterPoint([.init("x", .float(Double(number) / 40))])
            let far = (Double(number) / 40 - 0.5).magnitude
            sampler.observe(ObservedTrial(number: number, point: point, result: .loss(far)))
        }
        let running = Array(repeating: ParameterPoint([.init("x", .float(0.5))]), count: 8)
        func distance(_ running: [ParameterPoint]) -> Double {
            (40..<80).map { number in
                ((sampler.suggest(number: number, running: running)["x"]?.number ?? 0) - 0.5).magnitude
            }.reduce(0, +)
        }

        #expect(distance(running) > 1.5 * distance([]))
    }
}
