import Dashboard
import Domain
import Terminal
import Testing

/// The canary pane and its commands in the modes beside the ramp.
struct CanaryModeTests {
    private let size = Size(columns: 80, rows: 24)

    private func model(_ change: (inout CanarySnapshot) -> Void) -> DashboardModel {
        var snapshot = Fixture.ramping.snapshot
        for index in snapshot.pipelines.indices {
            guard var canary = snapshot.pipelines[index].canary else { continue }
            change(&canary)
            snapshot.pipelines[index].canary = canary
        }
        var model = DashboardModel(
            snapshot: snapshot, session: Session(user: "ana"), size: size, at: Fixture.wallTime)
        _ = model.press("3")
        return model
    }

    private func shown(_ change: (inout CanarySnapshot) -> Void) -> String {
        DashboardScreen.render(model(change), size: size, glyphs: .unicode).text()
    }

    @Test func saysThatACandidateIsInTheShadow() {
        let text = shown { canary in
            canary.record.state = .ramping(step: 0)
            canary.weight = 0
            canary.steps = [0, 5, 25, 50, 100]
        }

        #expect(text.contains("In the shadow, no traffic"))
    }

    @Test func countsUnitsInAComparisonOfOutcomes() {
        let text = shown { canary in
            canary.evidence?.arms = RolloutEvidence.Arms(
                champion: RolloutEvidence.Arm(units: 1_190, mean: 1.2),
                candidate: RolloutEvidence.Arm(units: 1_204, mean: 1.5))
        }

        #expect(text.contains("1,204 units"))
    }

    @Test func showsTheRaceTheLabelsAndWhatIsNotToBeTrusted() {
        let text = shown { canary in
            canary.race = CanarySnapshot.Race(
                racers: [
                    CanarySnapshot.Race.Racer(version: ModelVersion(rawValue: 2), meanLoss: 0.081),
                    CanarySnapshot.Race.Racer(version: ModelVersion(rawValue: 3), meanLoss: 0.09),
                ], pairs: 120, needed: 200)
            canary.coverage = CanarySnapshot.LabelCoverage(age: .hours(2), champion: 0.93, candidate: 0.62)
            canary.warnings = ["labels have come for 93.0 % of the champion's answers and 62.0 % of the candidate's"]
        }

        #expect(text.contains("race: v2 .081, v3 .090 mean loss on 120 of 200 events"))
        #expect(text.contains("93 % and 62 % at the age of 2h"))
        #expect(text.contains("! labels have come for 93.0 %"))
    }

    @Test func startsAnArchivedVersionForAReason() {
        var model = model { $0.recall.archived = [ModelVersion(rawValue: 1), ModelVersion(rawValue: 4)] }

        let bare = model.command("start")
        #expect(model.flash?.text == "start needs a version and a reason; in the archive are v1, v4.")
        let silent = model.command("start v4")
        #expect(model.flash?.text == "start needs a reason, for the audit log: v4 would be a candidate.")
        let started = model.command("start v4 good in June")

        #expect(bare.isEmpty && silent.isEmpty)
        #expect(
            started.contains { effect in
                guard case .submit(let intent) = effect else { return false }
                return intent.command == .recall(rollout: 2, revision: 6, version: ModelVersion(rawValue: 4))
                    && intent.reason == "good in June"
            })
    }
}
