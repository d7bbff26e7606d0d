import Testing

@testable import Domain

struct RetentionPlanTests {
    /// A history drawn at random, whose digests are numbers.
    private struct World {
        private static let day: Int64 = 86_400_000

        var facts: RetentionFacts
        var files: [ArtifactFile]

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            func digest() -> ContentDigest { RetentionPlanTests.digest(generator.index(below: 40)) }
            let searches = 1 + generator.index(below: 6)
            var begun: [Int: Timestamp] = [:]
            for search in 1...searches where generator.index(below: 8) > 0 {
                begun[search] = Timestamp(rawValue: Int64(generator.index(below: 100)) * Self.day)
            }
            var runs: [FoundRun] = []
            for number in 1...(1 + generator.index(below: 20)) {
                let model = generator.index(below: 4) > 0 ? digest() : nil
                let base = generator.index(below: 5) == 0 ? digest() : nil
                var run = RetentionPlanTests.run(
                    number, search: 1 + generator.index(below: searches), model: model, dataset: digest(), base: base)
                run.tracking?.parent = generator.index(below: 3) == 0 ? generator.index(below: number) : nil
                let version = generator.index(below: 5) == 0 ? ModelVersion(rawValue: number) : nil
                runs.append(FoundRun(run: run, version: version))
            }
            let versions = (0..<generator.index(below: 4)).map { number in
                RetentionPlanTests.version(number, model: digest(), dataset: digest())
            }
            let roots = Set((0..<generator.index(below: 5)).map { _ in digest() })
            facts = RetentionFacts(
                roots: roots, versions: versions, runs: runs, begun: begun,
                now: generator.index(below: 9) > 0 ? Timestamp(rawValue: 100 * Self.day) : nil)
            files = ArtifactFile.Kind.allCases.flatMap { kind in
                (0..<40).filter { _ in generator.index(below: 5) > 0 }.map {
                    ArtifactFile(kind: kind, name: RetentionPlanTests.digest($0).hexadecimal, bytes: 1)
                }
            }
        }

        /// Said the long way round: whether anything that must stay names a digest.
        func isPinned(_ digest: ContentDigest, _ age: TimeSpan) -> Bool {
            if facts.roots.contains(digest) { return true }
            if facts.versions.contains(where: { $0.model == digest || $0.dataset == digest }) { return true }
            for found in facts.runs where names(found.run, digest) {
                if makesAVersion(found) { return true }
                if facts.runs.contains(where: { makesAVersion($0) && $0.run.tracking?.parent == found.run.number }) {
                    return true
                }
                guard let now = facts.now, let begun = facts.begun[found.run.search] else { return true }
                if begun + age >= now { return true }
            }
            return false
        }

        private func makesAVersion(_ found: FoundRun) -> Bool {
            found.version != nil || facts.versions.contains { $0.model == found.run.model }
        }

        private func names(_ run: RunRecord, _ digest: ContentDigest) -> Bool {
            run.model == digest || run.dataset == digest || run.specification.base?.model == digest
        }
    }

    private static func digest(_ number: Int) -> ContentDigest {
        ContentDigest(bytes: [UInt8](repeating: 0, count: 31) + [UInt8(number)])
    }

    private static func run(
        _ number: Int, search: Int, model: ContentDigest?, dataset: ContentDigest?, base: ContentDigest? = nil
    ) -> RunRecord {
        RunRecord(
            number: number, search: search, kind: .trial, state: .completed,
            specification: TrialSpecification(
                learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 100,
                hyperparameters: [], seed: 1,
                base: base.map { TrialBase(version: ModelVersion(rawValue: 1), model: $0, lastEvent: 1) }), summary: "",
            dataset: dataset, model: model, tracking: RunTracking(origin: .cold, sampler: "tpe"))
    }

    private static func version(_ number: Int, model: ContentDigest, dataset: ContentDigest) -> VersionRecord {
        VersionRecord(
            version: ModelVersion(rawValue: number),
            specification: run(1, search: 1, model: nil, dataset: nil).specification, summary: "", model: model,
            dataset: dataset, trainedRows: 1, trainedThrough: Timestamp(rawValue: 0), search: 1,
            createdAt: Timestamp(rawValue: 0))
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func takesExactlyWhatNothingPins(seed: UInt64) throws {
        let world = World(seed: seed)

        for age in [TimeSpan.zero, .days(30), .days(200)] {
            let plan = RetentionPlan(files: world.files, facts: [world.facts], keeping: age)
            let pinned = world.files.filter { world.isPinned($0.digest ?? Self.digest(0), age) }

            #expect(plan.kept == pinned)
            #expect(plan.removed.count + pinned.count == world.files.count)
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func whatOnePipelineNeedsNoOtherTakesAway(seed: UInt64) {
        let (one, other) = (World(seed: seed), World(seed: seed + 1_000))

        let plan = RetentionPlan(files: one.files, facts: [one.facts, other.facts], keeping: .days(10))

        for file in plan.removed {
            let digest = file.digest ?? Self.digest(0)
            #expect(!one.isPinned(digest, .days(10)) && !other.isPinned(digest, .days(10)))
        }
    }

    /// A kill anywhere leaves a part of what was to go; the next collection takes the rest and nothing else.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func goesOnAfterAKill(seed: UInt64) {
        let world = World(seed: seed)
        let whole = RetentionPlan(files: world.files, facts: [world.facts], keeping: .days(10))
        var generator = SeededGenerator(seed: seed)
        let gone = Set(whole.removed.prefix(generator.index(below: whole.removed.count + 1)))

        let rest = RetentionPlan(
            files: world.files.filter { !gone.contains($0) }, facts: [world.facts], keeping: .days(10))

        #expect(rest.kept == whole.kept)
        #expect(Set(rest.removed).union(gone) == Set(whole.removed))
    }

    @Test func takesWhatAKillLeftHalfWrittenAndLeavesWhatIsNotOurs() {
        let name = Self.digest(3).hexadecimal
        let files = ["\(name).aB3xYz", "notes.txt", "\(name).aB3", "README"].map {
            ArtifactFile(kind: .model, name: $0, bytes: 5)
        }

        let plan = RetentionPlan(files: files, facts: [], keeping: .zero)

        #expect(plan.removed.map(\.name) == ["\(name).aB3xYz"])
        #expect(plan.foreign.count == 3 && plan.kept.isEmpty)
    }
}
