import Domain
import Testing

@testable import Learning

/// Rules that stop trials early, beside slow and obvious ones.
struct StoppingTests {
    private struct Report {
        let trial: Int
        let rung: Int
        let score: Double
    }

    /// Reports of twenty trials in a random order, each trial's rungs rising; scores often the same.
    private func reports(seed: UInt64) -> [Report] {
        var generator = SeededGenerator(seed: seed)
        var next = Array(repeating: 0, count: 20)
        return (0..<70).compactMap { _ in
            let trial = generator.index(below: next.count)
            defer { next[trial] += 1 }
            let score = generator.index(below: 30) == 0 ? Double.nan : Double(generator.index(below: 12))
            return Report(trial: trial, rung: next[trial], score: score)
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func medianAgreesWithTheObviousRule(seed: UInt64) throws {
        var rule = try MedianStopping(leastOthers: 3, firstRung: 1)
        let reports = reports(seed: seed)

        for (place, report) in reports.enumerated() {
            func scores(_ trial: Int) -> [Double] {
                reports[...place].filter { $0.trial == trial && $0.rung <= report.rung }.map(\.score)
            }
            let others = reports[..<place].filter { $0.rung == report.rung }.map { other -> Double in
                let all = scores(other.trial)
                return all.contains(where: \.isNaN) ? .infinity : all.reduce(0, +) / Double(all.count)
            }.sorted()
            let best = scores(report.trial).filter { !$0.isNaN }.min() ?? .infinity
            let median = others.isEmpty ? 0 : (others[(others.count - 1) / 2] + others[others.count / 2]) / 2
            let isWorse = report.rung >= 1 && others.count >= 3 && best > median
            let expected: RungDecision = report.score.isNaN || isWorse ? .stop : .continue

            #expect(rule.decide(trial: report.trial, rung: report.rung, score: report.score) == expected)
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func halvingAgreesWithTheObviousRule(seed: UInt64) throws {
        var rule = try SuccessiveHalving(factor: 3, least: 1, most: 30)
        let reports = reports(seed: seed)
        #expect(rule.resources == [1, 3, 9, 27, 30])

        for (place, report) in reports.enumerated() {
            let known = reports[...place].filter { $0.rung == report.rung }
                .map { $0.score.isNaN ? .infinity : $0.score }
            let better = known.count { $0 < report.score }
            let isKept = !report.score.isNaN && better < max(1, known.count / 3)
            let expected: RungDecision = report.rung >= 4 || isKept ? .continue : .stop

            #expect(rule.decide(trial: report.trial, rung: report.rung, score: report.score) == expected)
        }
    }

    @Test func halvingLetsAThirdOfRandomTrialsGoOn() throws {
        var rule = try SuccessiveHalving(factor: 3, least: 1, most: 9)
        var generator = SeededGenerator(seed: 2)

        let kept = (0..<900).count { rule.decide(trial: $0, rung: 0, score: generator.unitInterval()) == .continue }

        #expect(280...340 ~= kept)
    }

    @Test func refusesRulesThatMakeNoSense() {
        #expect(throws: StoppingRuleError.factor(1)) { try SuccessiveHalving(factor: 1, least: 1, most: 2) }
        #expect(throws: StoppingRuleError.resource(least: 3, most: 2)) { try SuccessiveHalving(least: 3, most: 2) }
        #expect(throws: StoppingRuleError.resource(least: 0, most: 2)) { try SuccessiveHalving(least: 0, most: 2) }
        #expect(throws: StoppingRuleError.count(name: "the first rung", -1)) { try MedianStopping(firstRung: -1) }
        #expect("\(StoppingRuleError.factor(1))" == "the reduction factor is 1; keep one trial in 2 or more")
        #expect(
            "\(StoppingRuleError.resource(least: 3, most: 2))"
                == "a trial is given from 3.0 to 2.0; use finite numbers above 0, the lower one first")
        #expect("\(StoppingRuleError.count(name: "the first rung", -1))" == "the first rung is -1; use 0 or more")
    }
}
