import Dashboard
import Domain
import Engine
import Learning

/// The size of a search and what it is expected to cost.
struct SearchPlan: Encodable, Equatable {
    struct Dimension: Encodable, Equatable {
        var name: String
        var values: String
        /// Where it applies; nil for everywhere.
        var when: String?
    }

    struct Cost: Encodable, Equatable {
        /// Past trials that it is taken from.
        var trials: Int
        var secondsATrial: Double
        var bytesATrial: Int64
    }

    var pipeline: String
    var dimensions: [Dimension]
    /// Different points; nil where a real number makes it infinite.
    var points: Double?
    var trials: Int
    var slices: Int
    var workers: Int
    /// Models that the search's blend is chosen from at most; 0 for no blend.
    var members: Int
    var expected: Cost?
    /// Wall seconds of all trials; from the limits alone where nothing is expected.
    var seconds: Double
    /// Memory of the workers at a time; from the limits alone where nothing is expected.
    var bytes: Int64
    /// The column that gives the label away: a search would end before its first trial.
    var leak: String?

    /// - Parameters:
    ///   - definition: The pipeline's file.
    ///   - past: Its runs so far.
    ///   - leak: The column of its rows that gives the label away.
    /// - Throws: ``ParameterSpaceError`` where the file makes no space.
    init(
        _ definition: PipelineDefinition, past: [RunRecord], leak: String? = nil
    ) throws(ParameterSpaceError) {
        self.leak = leak
        let search = definition.search
        let space = try TrialSpace(definition: search, features: definition.features, task: definition.task).space
        pipeline = definition.name.rawValue
        dimensions = space.parameters.map(Dimension.init)
        points = space.size.isFinite ? space.size : nil
        (trials, slices, workers) = (search.trials, search.strategy.slices, search.workers)
        expected = Self.cost(past, search)
        members = search.strategy.ensemble.members
        let rounds = Double((search.trials + search.workers - 1) / search.workers)
        let longest = (rounds + Double(members)) * search.trialSeconds
        // A blend trains each member on every slice but the newest, one after the other.
        let blending = Double(members * (max(2, slices) - 1)) / Double(max(1, slices))
        let trialsAWorker = Double(search.trials) / Double(search.workers)
        seconds = min(
            expected.map { $0.secondsATrial * (trialsAWorker + blending) } ?? longest,
            search.strategy.budget.wallSeconds ?? .infinity)
        bytes = (expected?.bytesATrial ?? search.trialBytes) * Int64(search.workers)
    }

    /// The mean seconds of past trials of this search's learners, and the most memory that one took.
    private static func cost(_ past: [RunRecord], _ search: SearchDefinition) -> Cost? {
        let costs = past.filter { $0.kind == .trial && search.has(learnerOf: $0.specification) }
            .compactMap(\.cost).suffix(200)
        guard !costs.isEmpty else { return nil }
        return Cost(
            trials: costs.count, secondsATrial: costs.reduce(0) { $0 + $1.wallSeconds } / Double(costs.count),
            bytesATrial: costs.map(\.peakBytes).max() ?? 0)
    }

    var lines: [String] {
        let size = points.map { "\(MetricText.count(Int(min($0, 9e15)))) points" } ?? "endless: it has real numbers"
        let basis =
            expected.map {
                "from \($0.trials) past trials: \(MetricText.seconds($0.secondsATrial)) and at most "
                    + "\(MetricText.bytes($0.bytesATrial)) each"
            } ?? "no trial was run yet: these are the limits of the file"
        let table = TableText.lines(
            ["SETTING", "VALUES", "WHERE"], dimensions.map { [$0.name, $0.values, $0.when ?? "everywhere"] })
        return table + [
            "", "space      \(size)",
            "trials     \(trials), \(workers) at a time, on \(slices) slice\(slices == 1 ? "" : "s") of the stream",
            "blend      \(members > 0 ? "of the best \(members) models at most" : "none")",
            "time       about \(MetricText.seconds(seconds))", "memory     about \(MetricText.bytes(bytes))",
            "           \(basis)",
        ] + (leak.map { ["leak       \(LeakingColumn.words($0))"] } ?? [])
    }
}

extension SearchPlan.Dimension {
    init(_ parameter: Parameter) {
        name = parameter.name
        values =
            switch parameter.kind {
            case .float(let low, let high): "\(MetricText.short(low)) to \(MetricText.short(high))"
            case .logFloat(let low, let high): "\(MetricText.short(low)) to \(MetricText.short(high)), logarithmic"
            case .int(let low, let high): "\(low) to \(high)"
            case .logInt(let low, let high): "\(low) to \(high), logarithmic"
            case .categorical(let choices): choices.joined(separator: ", ")
            }
        when = parameter.condition.map { "\($0.parent) is \($0.values.joined(separator: ", "))" }
    }
}
