import Domain
import Testing

@testable import Engine

/// Every state with every event and command: what is not in the table changes nothing.
struct RolloutTransitionTableTests {
    /// Rows of `from | what happens | to`, the state's names as the history has them.
    private static let table = """
        created | startValidating | validating
        created | cancel | cancelled
        created | supersede | superseded
        validating | gatesPass | warming
        validating | gateFails | rejected
        validating | cancel | cancelled
        validating | supersede | superseded
        awaitingStart | approve | warming
        awaitingStart | cancel | cancelled
        awaitingStart | supersede | superseded
        warming | validAnswer | ramping 1
        warming | harmfulPairs | rolled back
        warming | fault | errored
        warming | rollBack | rolled back
        warming | cancel | cancelled
        warming | supersede | superseded
        ramping | goodPair | ramping 2
        ramping | harmfulPairs | rolled back
        ramping | fault | errored
        ramping | nextStep | ramping 2
        ramping | promoteFull | promoting
        ramping | hold | held (manual)
        ramping | rollBack | rolled back
        ramping | supersede | superseded
        heldManual | harmfulPairs | rolled back
        heldManual | fault | errored
        heldManual | promoteFull | promoting
        heldManual | resume | ramping 1
        heldManual | rollBack | rolled back
        heldManual | supersede | superseded
        heldInconclusive | goodPair | ramping 1
        heldInconclusive | harmfulPairs | rolled back
        heldInconclusive | fault | errored
        heldInconclusive | promoteFull | promoting
        heldInconclusive | hold | held (manual)
        heldInconclusive | resume | ramping 1
        heldInconclusive | rollBack | rolled back
        heldInconclusive | supersede | superseded
        heldApproval | harmfulPairs | rolled back
        heldApproval | fault | errored
        heldApproval | approve | ramping 2
        heldApproval | nextStep | ramping 2
        heldApproval | promoteFull | promoting
        heldApproval | hold | held (manual)
        heldApproval | rollBack | rolled back
        heldApproval | supersede | superseded
        heldDeadline | harmfulPairs | rolled back
        heldDeadline | fault | errored
        heldDeadline | promoteFull | promoting
        heldDeadline | hold | held (manual)
        heldDeadline | resume | ramping 1
        heldDeadline | rollBack | rolled back
        heldDeadline | supersede | superseded
        heldAwaitingLabels | goodPair | ramping 1
        heldAwaitingLabels | harmfulPairs | rolled back
        heldAwaitingLabels | fault | errored
        heldAwaitingLabels | promoteFull | promoting
        heldAwaitingLabels | hold | held (manual)
        heldAwaitingLabels | resume | ramping 1
        heldAwaitingLabels | rollBack | rolled back
        heldAwaitingLabels | supersede | superseded
        heldEvidenceGap | harmfulPairs | rolled back
        heldEvidenceGap | fault | errored
        heldEvidenceGap | promoteFull | promoting
        heldEvidenceGap | hold | held (manual)
        heldEvidenceGap | resume | ramping 1
        heldEvidenceGap | rollBack | rolled back
        heldEvidenceGap | supersede | superseded
        heldFreezeWindow | harmfulPairs | rolled back
        heldFreezeWindow | fault | errored
        heldFreezeWindow | tickMuchLater | ramping 1
        heldInconclusive | tickMuchLater | held (deadline)
        heldAwaitingLabels | tickMuchLater | held (deadline)
        heldFreezeWindow | promoteFull | promoting
        heldFreezeWindow | hold | held (manual)
        heldFreezeWindow | resume | ramping 1
        heldFreezeWindow | rollBack | rolled back
        heldFreezeWindow | supersede | superseded
        heldGate | goodPair | ramping 1
        heldGate | harmfulPairs | rolled back
        heldGate | fault | errored
        heldGate | promoteFull | promoting
        heldGate | hold | held (manual)
        heldGate | resume | ramping 1
        heldGate | rollBack | rolled back
        heldGate | supersede | superseded
        awaitingPromotion | harmfulPairs | rolled back
        awaitingPromotion | fault | errored
        awaitingPromotion | approve | promoting
        awaitingPromotion | promoteFull | promoting
        awaitingPromotion | hold | held (manual)
        awaitingPromotion | rollBack | rolled back
        awaitingPromotion | supersede | superseded
        promoting | harmfulPairs | rolled back
        promoting | swapped | baking
        promoting | rollBack | rolled back
        baking | goodPair | promoted
        baking | harmfulPairs | rolled back
        baking | fault | errored
        baking | rollBack | rolled back
        errored | goodPair | ramping 1
        errored | harmfulPairs | rolled back
        errored | tickMuchLater | rolled back
        errored | rollBack | rolled back
        errored | supersede | superseded
        """

    private static let allowed: [String: String] = Dictionary(
        uniqueKeysWithValues: table.split(separator: "\n").map { row in
            let parts = row.split(separator: "|").map { $0.trimmed }
            return ("\(parts[0]) | \(parts[1])", parts[2])
        })

    @Test(arguments: RolloutStage.allCases, RolloutHappening.allCases)
    func movesOnlyAsTheTableSays(_ stage: RolloutStage, _ happening: RolloutHappening) {
        var machine = stage.machine
        let before = machine.record.transitions.count

        happening.happen(to: &machine)

        let expected = Self.allowed["\(stage.rawValue) | \(happening.rawValue)"]
        #expect(machine.state.name == expected ?? stage.state.name)
        #expect((machine.record.transitions.count > before) == (expected != nil))
    }

    @Test func namesOnlyStatesAndHappeningsThatExist() {
        let known = Set(
            RolloutStage.allCases.flatMap { stage in
                RolloutHappening.allCases.map { "\(stage.rawValue) | \($0.rawValue)" }
            })

        #expect(Set(Self.allowed.keys).subtracting(known).isEmpty)
    }

    @Test(arguments: RolloutStage.allCases.filter(\.state.isEnded), RolloutHappening.allCases)
    func neverLeavesAnEndedState(_ stage: RolloutStage, _ happening: RolloutHappening) {
        var machine = stage.machine
        let before = machine.record

        happening.happen(to: &machine)

        #expect(machine.record == before)
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
