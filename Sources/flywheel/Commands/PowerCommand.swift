import ArgumentParser
import Dashboard
import Learning

/// How many units an A/B comparison needs, before it begins.
struct PowerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power",
        abstract: "How many units, and days, an A/B comparison (canary.mode: split) needs for an effect.",
        discussion: """
            For outcomes that happen or do not, give --rate; for amounts give --mean and --sd. --effect is the smallest \
            change of the rate or the mean worth finding, such as 0.005 or -2; with a %, it is a part of the rate or mean.
              flywheel canary power --rate 0.02 --effect 10% --units-per-day 20000
              flywheel canary power --mean 31.5 --sd 40 --effect 1.2 --share 20
            """)

    @Option(help: "Share of the units with the outcome now, above 0 and below 1.")
    var rate: Double?

    @Option(help: "Mean outcome of a unit now.")
    var mean: Double?

    @Option(help: "Standard deviation of a unit's outcome.")
    var sd: Double?

    @Option(help: "The smallest change worth finding, as a number or in percent of what is now.")
    var effect: String

    @Option(help: "Chance that equal arms are called different.")
    var alpha = 0.05

    @Option(help: "Chance that the effect is found.")
    var power = 0.8

    @Option(help: "The candidate's share of the units in percent (canary.split_share).")
    var share = 50.0

    @Option(help: "The differences that the sequential test is tuned to (canary.split_effect); without it, --effect.")
    var tuned: Double?

    @Option(help: "Units that come a day; without it no days are told.")
    var unitsPerDay: Double?

    @Flag(help: "Print JSON.")
    var json = false

    /// The answer, for a machine.
    struct Answer: Encodable, Equatable {
        struct Need: Encodable, Equatable {
            var units: Int
            var days: Double?
        }

        var effect: Double
        var alpha: Double
        var power: Double
        var candidateShare: Double
        /// Looked at once, both arms.
        var fixed: Need
        var fixedChampion: Int
        var fixedCandidate: Int
        /// Looked at all the time, if the effect is there.
        var sequentialMean: Need
        var sequentialMedian: Need
        /// Within which the wanted share of the comparisons has ended.
        var sequentialAtPower: Need
    }

    func run() throws {
        let answer = try answer()
        guard !json else { return print(try JSONLine.text(answer)) }
        for line in Self.lines(answer) { print(line) }
    }

    /// - Throws: A validation error that names the option.
    func answer() throws -> Answer {
        if let unitsPerDay, !(unitsPerDay > 0 && unitsPerDay.isFinite) {
            throw ValidationError("--units-per-day is \(unitsPerDay); give a number above 0")
        }
        if let tuned, !(tuned > 0 && tuned.isFinite) {
            throw ValidationError("--tuned is \(tuned); give a number above 0, in standard deviations")
        }
        let plan: SamplePlan
        do {
            plan = try self.plan()
        } catch let error as EvidenceError {
            throw ValidationError("\(error)")
        }
        let (champion, candidate) = plan.fixedUnits
        let sequential = plan.sequential(lookedFor: tuned)
        func need(_ units: Int) -> Answer.Need {
            Answer.Need(units: units, days: unitsPerDay.map { (Double(units) / $0 * 10).rounded(.up) / 10 })
        }
        return Answer(
            effect: plan.effect, alpha: alpha, power: power, candidateShare: share,
            fixed: need(champion + candidate), fixedChampion: champion, fixedCandidate: candidate,
            sequentialMean: need(sequential.mean), sequentialMedian: need(sequential.median),
            sequentialAtPower: need(sequential.atPower))
    }

    private func plan() throws -> SamplePlan {
        switch (rate, mean, sd) {
        case (let rate?, nil, nil):
            return try SamplePlan(
                rate: rate, effect: try size(of: rate), alpha: alpha, power: power, share: share / 100)
        case (nil, let mean, let sd?):
            return try SamplePlan(
                deviation: sd, effect: try size(of: mean), alpha: alpha, power: power, share: share / 100)
        case (nil, _, nil): throw ValidationError("give --rate, or --sd (with --mean where the effect is in percent)")
        case (.some, _, _): throw ValidationError("give --rate, or --mean and --sd, not both")
        }
    }

    /// The effect in the outcome's own unit.
    private func size(of base: Double?) throws -> Double {
        guard effect.hasSuffix("%") else {
            guard let size = Double(effect) else {
                throw ValidationError("--effect is \(effect); give a number such as 0.005, or a percentage such as 10%")
            }
            return size
        }
        guard let part = Double(effect.dropLast()) else {
            throw ValidationError("--effect is \(effect); give a number such as 0.005, or a percentage such as 10%")
        }
        guard let base else { throw ValidationError("--effect is \(effect), a part of the mean; give --mean, too") }
        return base * part / 100
    }

    static func lines(_ answer: Answer) -> [String] {
        func row(_ name: String, _ need: Answer.Need) -> [String] {
            [name, MetricText.count(need.units), need.days.map { "\($0)" } ?? "–"]
        }
        return [
            "to find a change of \(answer.effect) with chance \(answer.power), wrongly \(answer.alpha), "
                + "\(MetricText.percent(answer.candidateShare)) on the candidate:"
        ]
            + TableText.lines(
                ["TEST", "UNITS", "DAYS"],
                [
                    row("fixed horizon, looked at once", answer.fixed),
                    row("sequential, on average", answer.sequentialMean),
                    row("sequential, half have ended", answer.sequentialMedian),
                    row("sequential, \(MetricText.percent(answer.power * 100)) have ended", answer.sequentialAtPower),
                ])
            + [
                "both arms together; fixed: \(MetricText.count(answer.fixedChampion)) on the champion and "
                    + "\(MetricText.count(answer.fixedCandidate)) on the candidate; sequential: 2,000 simulated comparisons"
            ]
    }
}
