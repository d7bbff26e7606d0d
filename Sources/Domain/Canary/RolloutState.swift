/// Where a candidate stands on its way to serve.
///
/// The states, arrows and words are those of `semantics.md`, section 1.
package enum RolloutState: Hashable, Codable, Sendable {
    case created
    case validating
    case rejected
    case warming
    /// Collecting evidence at step `step`, from 0.
    case ramping(step: Int)
    /// The weight is frozen at that of `step`.
    case held(HoldReason, step: Int)
    /// All steps passed; a person decides.
    case awaitingPromotion
    /// Serves alone; the old champion is still loaded.
    case baking
    case promoted
    case rollingBack
    case rolledBack

    package enum HoldReason: String, Hashable, Codable, Sendable, CaseIterable {
        case manual
        case inconclusive
        case approval
        case deadline
        case evidenceGap = "evidence-gap"
    }

    package var isEnded: Bool {
        switch self {
        case .rejected, .promoted, .rolledBack: true
        case .created, .validating, .warming, .ramping, .held, .awaitingPromotion, .baking, .rollingBack: false
        }
    }

    /// A word for the screen and the log.
    package var name: String {
        switch self {
        case .created: "created"
        case .validating: "validating"
        case .rejected: "rejected"
        case .warming: "warming"
        case .ramping(let step): "ramping \(step + 1)"
        case .held(let reason, _): "held (\(reason.rawValue))"
        case .awaitingPromotion: "awaiting promotion"
        case .baking: "baking"
        case .promoted: "promoted"
        case .rollingBack: "rolling back"
        case .rolledBack: "rolled back"
        }
    }
}
