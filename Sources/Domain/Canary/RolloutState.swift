/// Where a candidate stands on its way to serve.
///
/// The states, arrows and words are those of `semantics.md`, section 1.
package enum RolloutState: Hashable, Codable, Sendable {
    case created
    case validating
    case rejected
    /// The gates are passed; a person lets the canary begin.
    case awaitingStart
    case warming
    /// Collecting evidence at step `step`, from 0.
    case ramping(step: Int)
    /// The weight is frozen at that of `step`.
    case held(HoldReason, step: Int)
    /// All steps passed; a person decides.
    case awaitingPromotion
    /// The traffic moves to the candidate.
    case promoting
    /// Serves alone; the old champion is still loaded.
    case baking
    case promoted
    case rollingBack
    case rolledBack
    /// Something broke that says nothing about the model; the weight is frozen as it was in `from`.
    indirect case errored(from: RolloutState)
    /// Another candidate took its place.
    case superseded
    /// A person took it back before it had traffic.
    case cancelled

    package enum HoldReason: String, Hashable, Codable, Sendable, CaseIterable {
        case manual
        case inconclusive
        case approval
        case deadline
        case evidenceGap = "evidence-gap"
        case freezeWindow = "freeze-window"
        /// A gate that ran again failed, or a limit of the pipeline file forbids the promotion.
        case gate
    }

    package var isEnded: Bool {
        switch self {
        case .rejected, .promoted, .rolledBack, .superseded, .cancelled: true
        case .created, .validating, .awaitingStart, .warming, .ramping, .held, .awaitingPromotion, .promoting, .baking,
            .rollingBack, .errored:
            false
        }
    }

    /// A word for the screen and the log.
    package var name: String {
        switch self {
        case .created: "created"
        case .validating: "validating"
        case .rejected: "rejected"
        case .awaitingStart: "awaiting start"
        case .warming: "warming"
        case .ramping(let step): "ramping \(step + 1)"
        case .held(let reason, _): "held (\(reason.rawValue))"
        case .awaitingPromotion: "awaiting promotion"
        case .promoting: "promoting"
        case .baking: "baking"
        case .promoted: "promoted"
        case .rollingBack: "rolling back"
        case .rolledBack: "rolled back"
        case .errored: "errored"
        case .superseded: "superseded"
        case .cancelled: "cancelled"
        }
    }
}
