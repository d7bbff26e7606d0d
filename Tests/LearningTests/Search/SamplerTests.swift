import Domain
import Testing

@testable import Learning

/// What every sampler keeps to.
struct SamplerTests {
    private let space: ParameterSpace

    init() throws {
        space = try ParameterSpace(ParameterSpaceTests.learners)
    }

    /// A loss that every fifth trial fails to have.
    private func result(_ number: Int, _ point: ParameterPoint) -> ObservedTrial.Result {
        if number % 5 == 3 { return .failed }
        let window = point["window"]?.number ?? 0
        let depth = point["depth"]?.number ?? 9
        return .loss((window - 1) * (window - 1) + (depth - 3).magnitude / 4)
    }

    private func trials(_ kind: SamplerKind, _ count: Int) -> [ObservedTrial] {
        var sampler = kind.sampler(space: space, seed: 4)
        return (0..<count).map { number in
            let point = sampler.suggest(number: number)
            let trial = ObservedTrial(number: number, point: point, result: result(number, point))
            sampler.observe(trial)
            return trial
        }
    }

    @Test(arguments: SamplerKind.allCases)
    func staysInAConditionalSpace(kind: SamplerKind) {
        #expect(trials(kind, 120).allSatisfy { space.contains($0.point) })
    }

    @Test(arguments: SamplerKind.allCases)
    func forgetsTheOrderInWhichEndsAreTold(kind: SamplerKind) {
        let trials = trials(kind, 90)
        var inOrder = kind.sampler(space: space, seed: 4)
        var reversed = inOrder
        var shuffled = inOrder
        var generator = SeededGenerator(seed: 9)

        for trial in trials { inOrder.observe(trial) }
        for trial in trials.reversed() { reversed.observe(trial) }
        for trial in trials.shuffled(using: &generator) { shuffled.observe(trial) }

        for number in [95, 90, 101, 95] {
            let expected = inOrder.suggest(number: number)
            #expect(reversed.suggest(number: number) == expected)
            #expect(shuffled.suggest(number: number) == expected)
        }
    }

    @Test(arguments: SamplerKind.allCases)
    func givesEachTrialAndSeedItsOwnPoint(kind: SamplerKind) {
        let one = kind.sampler(space: space, seed: 1)
        let two = kind.sampler(space: space, seed: 2)

        #expect(Set((0..<50).map { one.suggest(number: $0) }).count == 50)
        #expect(one.suggest(number: 7) == one.suggest(number: 7))
        #expect(one.suggest(number: 7) != two.suggest(number: 7))
    }

    @Test(arguments: SamplerKind.allCases)
    func beginsWithWarmStarts(kind: SamplerKind) {
        var sampler = kind.sampler(space: space, seed: 1)
        let far = ParameterPoint([.init("learner", .category("linear")), .init("window", .float(99))])
        let near = ParameterPoint([.init("learner", .category("linear")), .init("window", .float(3))])
        let other = ParameterPoint([.init("learner", .category("boosted")), .init("depth", .int(5))])

        sampler.seed(points: [far, near, other])

        #expect(sampler.suggest(number: 0) == space.clipped(near))
        #expect(sampler.suggest(number: 1) == space.clipped(other))
        #expect(sampler.suggest(number: 2) == kind.sampler(space: space, seed: 1).suggest(number: 2))
    }

    @Test(arguments: SamplerKind.allCases)
    func goesOnWhereEverythingFailed(kind: SamplerKind) {
        var sampler = kind.sampler(space: space, seed: 1)

        for number in 0..<60 {
            let point = sampler.suggest(number: number)
            #expect(space.contains(point))
            sampler.observe(ObservedTrial(number: number, point: point, result: number < 30 ? .failed : .loss(.nan)))
        }
    }

    @Test(arguments: SamplerKind.allCases)
    func suggestsTheOnlyPointOfASpace(kind: SamplerKind) throws {
        let space = try ParameterSpace([
            Parameter("a", .float(low: 1, high: 1)), Parameter("b", .logInt(low: 4, high: 4)),
            Parameter("c", .categorical(["x"])),
        ])
        var sampler = kind.sampler(space: space, seed: 1)

        for number in 0..<30 {
            let point = sampler.suggest(number: number)
            #expect(point.entries.map(\.value) == [.float(1), .int(4), .category("x")])
            sampler.observe(ObservedTrial(number: number, point: point, result: .loss(1)))
        }
    }

    @Test(arguments: SamplerKind.allCases)
    func searchesCategoriesAlone(kind: SamplerKind) throws {
        let space = try ParameterSpace((0..<3).map { Parameter("c\($0)", .categorical(["x", "y", "z"])) })
        var sampler = kind.sampler(space: space, seed: 3)
        var best = Double.infinity

        for number in 0..<80 {
            let point = sampler.suggest(number: number)
            let loss = Double(point.entries.count { $0.value != .category("z") })
            best = min(best, loss)
            sampler.observe(ObservedTrial(number: number, point: point, result: .loss(loss)))
        }

        #expect(best == 0)
    }

    @Test func ranksStoppedTrialsBehindThoseThatEndedAndFailedOnesLast() {
        let point = ParameterPoint([])
        let results: [ObservedTrial.Result] = [
            .failed, .stopped(rung: 0, loss: 0), .loss(9), .stopped(rung: 2, loss: 5), .loss(.nan), .loss(2),
        ]
        let trials = results.enumerated().map { ObservedTrial(number: $0, point: point, result: $1) }

        #expect(trials.sorted { $0.precedes($1) }.map(\.number) == [5, 2, 3, 1, 0, 4])
    }
}
