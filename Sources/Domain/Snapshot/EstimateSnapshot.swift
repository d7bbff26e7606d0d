/// How well the serving version is expected to answer where labels have not come yet, and whether to believe it.
package struct EstimateSnapshot: Hashable, Codable, Sendable {
    /// What kind of check failed.
    package enum Doubt: String, Hashable, Codable, Sendable, CaseIterable {
        case fewRows = "few-labels"
        case calibration
        case novelty
        case drift = "concept-drift"

        /// In two words.
        package var words: String {
            switch self {
            case .fewRows: "too few labels"
            case .calibration: "not calibrated"
            case .novelty: "new inputs"
            case .drift: "labels disagree"
            }
        }
    }

    /// A check that failed, with what was found and what is allowed.
    package struct Reason: Hashable, Codable, Sendable {
        package var doubt: Doubt
        package var text: String

        package init(_ doubt: Doubt, _ text: String) {
            self.doubt = doubt
            self.text = text
        }
    }

    /// The estimate for answers of a moment.
    package struct Point: Hashable, Codable, Sendable {
        package var time: Timestamp
        /// Nil while the estimate was not to be believed.
        package var value: Double?

        package init(time: Timestamp, value: Double?) {
            self.time = time
            self.value = value
        }
    }

    package var version: ModelVersion
    /// Expected accuracy or mean absolute error of the newest answers; nil while a check fails.
    package var value: Double?
    /// Two standard deviations; nil while there is no value.
    package var margin: Double?
    /// Every check that fails; empty: trusted.
    package var reasons: [Reason]
    /// By event time, oldest first, all later than the label watermark.
    package var points: [Point]

    package init(version: ModelVersion, value: Double?, margin: Double?, reasons: [Reason], points: [Point]) {
        self.version = version
        self.value = value
        self.margin = margin
        self.reasons = reasons
        self.points = points
    }

    package var isTrusted: Bool { reasons.isEmpty }
}
