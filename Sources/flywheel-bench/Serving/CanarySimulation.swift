import Domain
import Foundation
import Learning

/// Many canaries with a known truth, looked at again and again: how often each rule rolls back, and how soon.
///
/// A tenth of the requests goes to the candidate; labels are errors of 0 or 1; every 200 requests somebody looks. A paired
/// rule sees both models' answers to each request, an unpaired one only that of the arm that answered.
struct CanarySimulation {
    enum Rule: String, CaseIterable {
        case fixed = "one-sided 5 % test, peeked at"
        case unpaired = "mixture SPRT, unpaired"
        case bounds = "empirical Bernstein bounds, paired"
        case bet = "betting, paired"
    }

    private static let requests = 20_000
    private static let lookEvery = 200
    private static let share = 0.1
    private static let alpha = 0.05
    /// Candidate units, or pairs, before which nobody decides.
    private static let least = 200

    let runs: Int
    let championErrors: Double
    let candidateErrors: Double

    /// The share of runs in which the rule rolls back, and the median number of requests until then.
    func outcome(of rule: Rule) throws -> (found: Double, medianRequests: Double?) {
        var ends: [Int] = []
        for run in 0..<runs { if let end = try end(of: rule, seed: UInt64(run)) { ends.append(end) } }
        ends.sort()
        return (Double(ends.count) / Double(runs), ends.isEmpty ? nil : Double(ends[ends.count / 2]))
    }

    private func end(of rule: Rule, seed: UInt64) throws -> Int? {
        var generator = SeededGenerator(seed: seed)
        var evidence = try Evidence()
        for request in 1...Self.requests {
            let isOnCandidate = generator.unitInterval() < Self.share
            let old = generator.unitInterval() < championErrors
            let new = generator.unitInterval() < candidateErrors
            evidence.add(rule, isOnCandidate: isOnCandidate, championErs: old, candidateErs: new)
            if request % Self.lookEvery == 0, evidence.finds(rule, alpha: Self.alpha, least: Self.least) {
                return request
            }
        }
        return nil
    }

    /// What has been seen so far.
    private struct Evidence {
        private var units = (champion: 0.0, candidate: 0.0)
        private var errors = (champion: 0.0, candidate: 0.0)
        private var pairs = 0
        private var mixture: ProportionDifferenceTest
        private var bounds = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: 0.05)
        private var bet = BettingTest(above: 0)

        init() throws {
            mixture = try ProportionDifferenceTest(effect: 0.02)
        }

        mutating func add(_ rule: Rule, isOnCandidate: Bool, championErs: Bool, candidateErs: Bool) {
            switch rule {
            case .fixed, .unpaired:
                if isOnCandidate {
                    units.candidate += 1
                    errors.candidate += candidateErs ? 1 : 0
                } else {
                    units.champion += 1
                    errors.champion += championErs ? 1 : 0
                }
                guard rule == .unpaired else { return }
                mixture.add(
                    isSuccess: isOnCandidate ? candidateErs : championErs, to: isOnCandidate ? .treatment : .control)
            case .bounds, .bet:
                pairs += 1
                let difference = (candidateErs ? 1.0 : 0) - (championErs ? 1 : 0)
                if rule == .bounds { bounds.add(difference) } else { bet.add(difference) }
            }
        }

        func finds(_ rule: Rule, alpha: Double, least: Int) -> Bool {
            switch rule {
            case .fixed: Int(units.candidate) >= least && zValue.map { $0 > 1.644854 } ?? false
            case .unpaired:
                Int(units.candidate) >= least && (mixture.estimate ?? 0) > 0 && mixture.process.rejects(at: alpha)
            case .bounds: pairs >= least && bounds.bounds.lower > 0
            case .bet: pairs >= least && bet.process.rejects(at: alpha)
            }
        }

        /// The pooled test of two shares.
        private var zValue: Double? {
            let all = (errors.champion + errors.candidate) / (units.champion + units.candidate)
            let variance = all * (1 - all) * (1 / units.champion + 1 / units.candidate)
            guard variance > 0 else { return nil }
            return (errors.candidate / units.candidate - errors.champion / units.champion) / variance.squareRoot()
        }
    }
}
