/// How one guardrail of a canary stands: what it watches, how far the candidate is worse there, and how far it may be.
package struct GuardrailState: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// Loss beyond the champion's on one part of the rows.
        case slices
        /// How much further one group falls behind the others than with the champion.
        case bias
        /// Answers that are none.
        case errors
        /// How the answers are distributed.
        case scores
        /// Answers that take longer than a prediction may.
        case latency
    }

    package var kind: Kind
    /// The part, the group or the answers that are watched, in words.
    package var subject: String
    /// The mean so far, as a share or on the loss scale; above 0 is worse than the champion.
    package var value: Double
    package var limit: Double
    package var count: Int
    /// Fail where more than the limit is proven, pass where as much as the limit is ruled out.
    package var verdict: Verdict
    /// About how many more of what ``count`` counts make it a pass; nil where that cannot be told.
    package var needed: Int?
    /// Whether the promotion waits until it passes; false where it would take too long, so that it is advisory.
    ///
    /// Nil where there is nothing to wait for, and in a record of an older program.
    package var isAwaited: Bool?

    package init(
        kind: Kind, subject: String, value: Double, limit: Double, count: Int, verdict: Verdict, needed: Int? = nil,
        isAwaited: Bool? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.value = value
        self.limit = limit
        self.count = count
        self.verdict = verdict
        self.needed = needed
        self.isAwaited = isAwaited
    }

    /// Whether it is the more urgent of two: what is proven first, then what is nearest to its limit or furthest beyond it.
    package func isWorse(than other: GuardrailState) -> Bool {
        if (verdict == .fail) != (other.verdict == .fail) { return verdict == .fail }
        return value - limit > other.value - other.limit
    }
}

extension GuardrailState {
    /// The worst of each kind, in the order of the kinds, and how many of the kind there are.
    package static func worst(of states: [GuardrailState]) -> [(state: GuardrailState, count: Int)] {
        Kind.allCases.compactMap { kind in
            let same = states.filter { $0.kind == kind }
            return same.max { $1.isWorse(than: $0) }.map { ($0, same.count) }
        }
    }
}

extension GuardrailState {
    /// What ``count`` counts, for a text.
    package var counted: String {
        switch kind {
        case .slices, .bias: "pairs"
        case .errors, .scores, .latency: "answers"
        }
    }

    /// A word for the verdict.
    package var word: String {
        switch verdict {
        case .pass: "no harm"
        case .fail: "broken"
        case .inconclusive: isAwaited == false ? "unclear, advisory" : "unclear"
        case .error: "no data"
        }
    }

    /// What ``value`` measures, for a text.
    package var measured: String {
        switch kind {
        case .slices: "worse by"
        case .bias: "further behind the others by"
        case .errors, .latency: "more frequent by"
        case .scores: "moved by"
        }
    }
}
