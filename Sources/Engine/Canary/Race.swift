import Domain

/// Candidates that are compared with each other, in the shadow, before one of them goes on to the traffic.
///
/// Each answers every event beside the champion. Once all have been scored on as many labelled events as a step needs, since
/// the newest of them joined, the one with the least loss goes on; harm that is proven of one takes it out before.
struct Race: Codable, Sendable {
    struct Racer: Codable, Sendable {
        var rollout: RolloutStateMachine
        var model: DeployedModel
    }

    /// Candidates of one race, the pipeline's own rollout among them.
    static let limit = 3

    /// All but the newest, which is the pipeline's rollout; oldest first.
    var parked: [Racer] = []
    /// Labelled events on which all were scored since the newest joined.
    private(set) var pairs = 0
    /// Sums of the losses on these, in the order of ``parked``, the rollout's own last.
    private(set) var losses: [Double] = []

    init() {}

    var isOpen: Bool { !parked.isEmpty }

    /// One more has joined or one has gone: what counts is what all are scored on from here.
    mutating func beginAnew() {
        pairs = 0
        losses = Array(repeating: 0, count: parked.count + 1)
    }

    /// Counts an event in: each one's loss, in the order of ``losses``.
    mutating func add(_ new: [Double]) {
        pairs += 1
        for (index, loss) in new.enumerated() { losses[index] += loss }
    }

    /// Takes a racer out; what the others have lost so far stays.
    mutating func remove(at index: Int) -> Racer {
        losses.remove(at: index)
        return parked.remove(at: index)
    }

    /// Who has the least loss after at least `least` events, of equal ones the oldest; nil before.
    func winner(after least: Int) -> Int? {
        guard pairs >= least, let best = losses.min() else { return nil }
        return losses.firstIndex(of: best)
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no race.
    func decode(_ type: Race.Type, forKey key: Key) throws -> Race {
        try decodeIfPresent(type, forKey: key) ?? Race()
    }
}
