import Domain
import Learning

/// What one version's labelled answers say of its newest ones.
///
/// It is fitted to the newest labels. Whether the concept has changed is asked of a fit to those before: what it expects of
/// the newest labels' answers is compared with what these say.
struct VersionEstimate: Codable, Hashable, Sendable {
    private static let referenceRows = 1_000
    private static let fewestReferenceRows = 500
    private static let checkedRows = 500
    private static let currentRows = 500
    /// Labels from one look to the next.
    private static let labelsBetween = 200
    /// Labels from one fit to the next, as each sorts the reference.
    private static let labelsBetweenFits = 400

    let version: ModelVersion
    private var labelled = AnswerRows()
    private var current = AnswerRows()
    private var labels = 0
    private var labelsWhenFitted = 0
    private var fitted: FittedEstimate?
    /// Fitted to the labels before the newest; nil before there are enough of both.
    private var earlier: FittedEstimate?
    private var mean = FadingMean()
    private(set) var deviation: Double?
    /// Every check that failed when it was judged last.
    private var failed: [DistrustReason] = []

    init(_ version: ModelVersion) {
        self.version = version
    }

    /// Counts an answer in.
    ///
    /// - Complexity: O(log rows)
    mutating func answered(_ answer: ScoredAnswer, fading: Double) {
        current.append(answer, limit: Self.currentRows)
        if let fitted { mean.follow(fitted.expected(answer), fading: fading) }
    }

    /// Counts a labelled answer in.
    ///
    /// - Returns: Whether it is to be judged anew.
    mutating func learned(_ answer: ScoredAnswer, outcome: Double, isClass: Bool) -> Bool {
        labelled.append(answer, outcome: Float(outcome), limit: Self.referenceRows + Self.checkedRows)
        labels += 1
        guard labels % Self.labelsBetween == 0, labelled.count >= Self.fewestReferenceRows else { return false }
        if fitted == nil || labels - labelsWhenFitted >= Self.labelsBetweenFits { fit(isClass: isClass) }
        return true
    }

    private mutating func fit(isClass: Bool) {
        labelsWhenFitted = labels
        let (count, end) = (labelled.count, labelled.count - checkedNow)
        fitted = FittedEstimate(labelled, in: max(0, count - Self.referenceRows)..<count, isClass: isClass)
        earlier = FittedEstimate(
            labelled, in: max(0, end - Self.referenceRows)..<end, isClass: isClass, before: fitted)
    }

    /// Looks whether the estimate is to be believed.
    ///
    /// - Complexity: O(rows)
    mutating func judge(columnShifts: [String: Double]) {
        guard let verdict = fitted?.judge(current, columnShifts: columnShifts) else { return deviation = nil }
        (deviation, failed) = (verdict.deviation, verdict.reasons)
        if let drift = earlier?.drift(labelled, in: (labelled.count - checkedNow)..<labelled.count) {
            failed.insert(drift, at: 0)
        }
    }

    private var checkedNow: Int { min(Self.checkedRows, max(0, labelled.count - Self.fewestReferenceRows)) }

    var reasons: [DistrustReason] {
        guard deviation != nil else {
            return [.fewReferenceRows(found: labelled.count, needed: Self.fewestReferenceRows)]
        }
        return failed
    }

    /// The fading mean of what its answers are expected to score, to be believed or not.
    var expected: Double? { mean.value }

    /// The same; nil while a check fails.
    var value: Double? { deviation != nil && failed.isEmpty ? expected : nil }
}
