import Domain
import Learning

/// Whether both arms' predictions get their labels alike: each is read at one age, labelled or not.
///
/// It looks at 200 predictions of the smaller kind, 400, 800 and so on, at look k with alpha ÷ (k · (k + 1)), as
/// ``SplitCheck`` does, and what the newest look found holds until the next.
struct CoverageCheck: Codable, Sendable {
    /// One arm's predictions that have reached the age.
    struct Arm: Hashable, Codable, Sendable {
        var predictions = 0
        var labelled = 0
        /// How long its labels took that came within the age.
        var lag = FadedLag()

        /// Share of the predictions with a label; nil before the first.
        var share: Double? { predictions == 0 ? nil : Double(labelled) / Double(predictions) }
    }

    private struct Waiting: Codable, Sendable {
        var event: Int64
        var time: Timestamp
        var isOnCandidate: Bool
        var isLabelled = false
    }

    /// Chance, over all looks, that arms whose labels come alike are called different.
    private static let alpha = 0.01
    private static let firstLook = 200

    private(set) var champion = Arm()
    private(set) var candidate = Arm()
    /// What the newest look found, in words; nil where the arms' labels come alike.
    private(set) var difference: String?
    private var looks = 0
    /// Oldest first; those before `head` are read.
    private var waiting: [Waiting] = []
    private var head = 0
    private var places: [Int64: Int] = [:]

    init() {}

    /// Counts a prediction in that is not labelled yet.
    ///
    /// - Complexity: O(1)
    mutating func add(event: Int64, isOnCandidate: Bool, at time: Timestamp) {
        places[event] = waiting.count
        waiting.append(Waiting(event: event, time: time, isOnCandidate: isOnCandidate))
    }

    /// A label has come; one that comes after the age is too late to count.
    mutating func label(_ event: Int64, at time: Timestamp) {
        guard let place = places[event] else { return }
        waiting[place].isLabelled = true
        let lag = time - waiting[place].time
        if waiting[place].isOnCandidate { candidate.lag.add(lag) } else { champion.lag.add(lag) }
    }

    /// Reads the predictions from before `moment`, and looks where it is time.
    ///
    /// - Returns: Whether a look was taken.
    /// - Complexity: O(predictions read) on average
    mutating func read(before moment: Timestamp) -> Bool {
        var looked = false
        while head < waiting.count, waiting[head].time < moment {
            let prediction = waiting[head]
            head += 1
            places[prediction.event] = nil
            if prediction.isOnCandidate {
                Self.count(prediction.isLabelled, in: &candidate)
            } else {
                Self.count(prediction.isLabelled, in: &champion)
            }
            if min(champion.predictions, candidate.predictions) >= Self.firstLook << looks {
                look()
                looked = true
            }
        }
        if head > 4_096, head > waiting.count / 2 {
            waiting.removeFirst(head)
            places = places.mapValues { [head] in $0 - head }
            head = 0
        }
        return looked
    }

    private static func count(_ isLabelled: Bool, in arm: inout Arm) {
        arm.predictions += 1
        if isLabelled { arm.labelled += 1 }
    }

    /// Chi-square of the two shares.
    private mutating func look() {
        looks += 1
        let total = Double(champion.predictions + candidate.predictions)
        let share = Double(champion.labelled + candidate.labelled) / total
        difference = nil
        guard share > 0, share < 1, let first = champion.share, let second = candidate.share else { return }
        let variance =
            share * (1 - share) * (1 / Double(champion.predictions) + 1 / Double(candidate.predictions))
        let pValue = Special.chiSquareTail((second - first) * (second - first) / variance, degrees: 1)
        guard pValue < Self.alpha / Double(looks * (looks + 1)) else { return }
        difference =
            "labels have come for \(Decimal.fixed(first * 100, 1)) % of the champion's answers and "
            + "\(Decimal.fixed(second * 100, 1)) % of the candidate's"
    }

    private enum CodingKeys: String, CodingKey {
        case champion
        case candidate
        case difference
        case looks
        case waiting
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        champion = try container.decode(Arm.self, forKey: .champion)
        candidate = try container.decode(Arm.self, forKey: .candidate)
        difference = try container.decodeIfPresent(String.self, forKey: .difference)
        looks = try container.decode(Int.self, forKey: .looks)
        waiting = try container.decode([Waiting].self, forKey: .waiting)
        for (place, prediction) in waiting.enumerated() { places[prediction.event] = place }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(champion, forKey: .champion)
        try container.encode(candidate, forKey: .candidate)
        try container.encodeIfPresent(difference, forKey: .difference)
        try container.encode(looks, forKey: .looks)
        try container.encode(Array(waiting[head...]), forKey: .waiting)
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no such check.
    func decode(_ type: CoverageCheck.Type, forKey key: Key) throws -> CoverageCheck {
        try decodeIfPresent(type, forKey: key) ?? CoverageCheck()
    }
}
